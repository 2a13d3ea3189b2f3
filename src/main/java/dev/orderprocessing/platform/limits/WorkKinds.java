package dev.orderprocessing.platform.limits;

import java.util.Set;
import java.util.stream.Collectors;

import dev.orderprocessing.kernel.web.LongRead;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Knows which reads are long, since their operations say so ({@link LongRead}). */
@Component
class WorkKinds implements SmartInitializingSingleton {

	private final ObjectProvider<RequestMappingHandlerMapping> operations;

	private volatile Set<String> longReads = Set.of();

	WorkKinds(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> operations) {
		this.operations = operations;
	}

	/** Filters are there before the operations are. */
	@Override
	public void afterSingletonsInstantiated() {
		this.longReads = this.operations.getObject()
			.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((operation) -> operation.getValue().hasMethodAnnotation(LongRead.class))
			.flatMap((operation) -> operation.getKey().getDirectPaths().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	WorkKind of(HttpServletRequest request) {
		return switch (request.getMethod()) {
			case "GET", "HEAD" ->
				this.longReads.contains(request.getServletPath()) ? WorkKind.LONG_READ : WorkKind.READ;
			default -> WorkKind.COMMAND;
		};
	}

}
