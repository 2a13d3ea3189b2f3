package dev.orderprocessing.platform.web;

import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Reads the bodies of requests: their texts are judged more strictly than what was stored
 * before there were such rules, which must stay readable.
 */
final class RequestJson extends JacksonJsonHttpMessageConverter {

	private static final String ATTRIBUTE = RequestJson.class.getName();

	RequestJson(JsonMapper json) {
		super(json);
	}

	/** A reader that judges what it reads as part of a request. */
	static ObjectReader strict(ObjectReader reader) {
		return reader.withAttribute(ATTRIBUTE, true);
	}

	/** Whether what is being read is part of a request. */
	static boolean isRead(DeserializationContext context) {
		return context.getAttribute(ATTRIBUTE) != null;
	}

	@Override
	protected ObjectReader customizeReader(ObjectReader reader, JavaType type) {
		return strict(reader);
	}

}
