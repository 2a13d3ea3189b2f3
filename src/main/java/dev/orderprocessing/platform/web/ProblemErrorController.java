package dev.orderprocessing.platform.web;

import java.io.IOException;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what filters and the servlet container refuse. */
@Controller
@Hidden
class ProblemErrorController implements ErrorController {

	private static final Logger logger = LoggerFactory.getLogger(ProblemErrorController.class);

	private final Problems problems;

	private final DatabaseProblems database;

	ProblemErrorController(Problems problems, DatabaseProblems database) {
		this.problems = problems;
		this.database = database;
	}

	@RequestMapping("/error")
	void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
		int status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code) ? code : 404;
		Object exception = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		BusinessException refusal = (exception instanceof Throwable cause) ? this.database.explain(cause) : null;
		if (refusal != null) {
			this.problems.write(request, response, refusal);
			return;
		}
		ProblemCode code = Problems.codeOf(status);
		if (code == ProblemCode.INTERNAL_ERROR && exception instanceof Throwable cause) {
			logger.error("{} {} failed", request.getMethod(), request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
					cause);
		}
		this.problems.write(request, response, code, switch (code) {
			case INVALID_REQUEST -> "The request is not one that this service accepts; check its path and headers.";
			case NOT_FOUND -> "There is nothing at this path; the API document at /v3/api-docs names every path.";
			default -> code.title() + ".";
		});
	}

}
