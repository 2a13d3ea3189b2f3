package dev.orderprocessing.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;

import dev.orderprocessing.kernel.BusinessException;
import dev.orderprocessing.kernel.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A body on its way in: read piece by piece as long as it is not too large, its sender
 * not too slow, and the memory for bodies not used up.
 */
final class IncomingBody {

	private static final int PIECE = 8 * 1024;

	private final BodySettings settings;

	private final Semaphore memory;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private boolean complete;

	IncomingBody(BodySettings settings, Semaphore memory) {
		this.settings = settings;
		this.memory = memory;
	}

	/**
	 * Reads to the end.
	 * @throws BusinessException BODY_TOO_LARGE, REQUEST_TOO_SLOW, MALFORMED_BODY or
	 * OVERLOADED
	 */
	byte[] read(HttpServletRequest request) {
		int largest = BodySettings.bytes(this.settings.largest());
		refuseLarger(request.getContentLengthLong(), largest);
		long deadline = System.nanoTime() + this.settings.slowest().toNanos();
		try {
			InputStream in = request.getInputStream();
			byte[] piece = new byte[PIECE];
			for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
				refuseLarger((long) this.bytes.size() + read, largest);
				if (System.nanoTime() > deadline) {
					throw tooSlow();
				}
				keep(piece, read);
			}
			this.complete = true;
			return this.bytes.toByteArray();
		}
		catch (SocketTimeoutException ex) {
			throw tooSlow();
		}
		catch (IOException ex) {
			throw new BusinessException(ProblemCode.MALFORMED_BODY,
					"The body broke off or is not valid HTTP; send the whole request again.");
		}
	}

	private void keep(byte[] piece, int length) {
		if (!this.memory.tryAcquire(length)) {
			throw new BusinessException(ProblemCode.OVERLOADED,
					"Too many large bodies are being sent at the same time; send the same request again after the seconds "
							+ "that Retry-After names.");
		}
		this.bytes.write(piece, 0, length);
	}

	private static void refuseLarger(long length, int largest) {
		if (length > largest) {
			throw new BusinessException(ProblemCode.BODY_TOO_LARGE,
					"A request body has at most %d bytes; send less at once.".formatted(largest));
		}
	}

	private BusinessException tooSlow() {
		return new BusinessException(ProblemCode.REQUEST_TOO_SLOW,
				"The body did not come within %d seconds; send it faster, or less at once."
					.formatted(this.settings.slowest().toSeconds()));
	}

	/** Whether nothing of it is still on its way. */
	boolean isComplete() {
		return this.complete;
	}

	/** Gives its memory back. */
	void forget() {
		this.memory.release(this.bytes.size());
	}

}
