package dev.orderprocessing.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import dev.orderprocessing.kernel.ProblemCode;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what never reaches the application, such as a malformed request line, without
 * naming the server.
 */
public class ProblemValve extends ErrorReportValve {

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		ProblemCode code = Problems.codeOf(status);
		String body = """
				{"type":"/problems/%s","title":"%s","status":%d,"detail":"%s","code":"%s","traceId":"%s"}""".formatted(
				code.name(), code.title(), status,
				(status < 500) ? "The request line or a header is not valid HTTP, or too long." : code.title() + ".",
				code.name(), Trace.newId());
		try {
			response.setContentType(Problem.MEDIA_TYPE);
			response.setCharacterEncoding(StandardCharsets.UTF_8);
			response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
			response.finishResponse();
		}
		catch (IOException | IllegalStateException ex) {
			// the client has gone, or somebody else has begun to answer
		}
	}

}
