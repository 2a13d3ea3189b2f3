package dev.orderprocessing.platform.command;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer as it went over the wire, so that a replay is the same bytes.
 *
 * @param subject the order or customer it is about, or null
 * @param awaiting what still has to be settled before the answer is final, or null
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record StoredAnswer(int status, @Nullable String location, @Nullable String etag, byte[] body, @Nullable UUID subject,
		@Nullable UUID awaiting) {

	StoredAnswer settled(@Nullable String newTag, byte[] newBody) {
		return new StoredAnswer(this.status, this.location, (newTag != null) ? newTag : this.etag, newBody,
				this.subject, null);
	}

	/** The same with another body. */
	StoredAnswer saying(byte[] newBody) {
		return new StoredAnswer(this.status, this.location, this.etag, newBody, this.subject, this.awaiting);
	}

	ResponseEntity<byte[]> response(@Nullable String flag) {
		HttpHeaders headers = new HttpHeaders();
		if (this.location != null) {
			headers.set(HttpHeaders.LOCATION, this.location);
		}
		if (this.etag != null) {
			headers.setETag(this.etag);
		}
		if (flag != null) {
			headers.set(flag, "true");
		}
		if (this.body.length == 0) {
			return ResponseEntity.status(this.status).headers(headers).build();
		}
		headers.setContentType(MediaType.APPLICATION_JSON);
		return ResponseEntity.status(this.status).headers(headers).body(this.body);
	}

}
