package dev.orderprocessing.platform.startup;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Reports why the service did not start in one line: what is wrong, then what to do. */
class OneLineReporter implements FailureAnalysisReporter {

	@Override
	public void report(FailureAnalysis analysis) {
		System.err.println(line(analysis));
	}

	static String line(FailureAnalysis analysis) {
		String action = (analysis.getAction() != null) ? sentence(analysis.getAction()) : "";
		return ("order-processing did not start. " + sentence(analysis.getDescription()) + " " + action).strip();
	}

	private static String sentence(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		if (line.isEmpty()) {
			return "";
		}
		String capitalised = Character.toUpperCase(line.charAt(0)) + line.substring(1);
		return capitalised.matches(".*[.:;]") ? capitalised : capitalised + ".";
	}

}
