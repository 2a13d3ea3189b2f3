import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A keep-alive HTTP/1.1 connection over a plain socket, one request at a time. It costs a
 * fraction of the processor time of the JDK's HttpClient, which would be taken from the
 * service that is measured.
 */
final class Connection implements AutoCloseable {

	private static final int CONNECT_TIMEOUT = 5_000;

	private final URI url;

	private final int timeout;

	private Socket socket = new Socket();

	private byte[] buffer = new byte[16 * 1024];

	private int position;

	private int limit;

	Connection(URI url, int timeoutSeconds) {
		this.url = url;
		this.timeout = timeoutSeconds * 1000;
	}

	Answer get(String path, String key) throws IOException {
		return send("GET", path, key, "", "");
	}

	/**
	 * Sends a command.
	 * @param body JSON, or empty
	 */
	Answer post(String path, String key, String idempotencyKey, String body) throws IOException {
		return send("POST", path, key, "Idempotency-Key: " + idempotencyKey + "\r\nContent-Length: " + body.length()
				+ "\r\n" + (body.isEmpty() ? "" : "Content-Type: application/json\r\n"), body);
	}

	private Answer send(String method, String path, String key, String headers, String body) throws IOException {
		byte[] request = (method + " /api/v1" + path + " HTTP/1.1\r\nHost: " + this.url.getAuthority()
				+ "\r\nAuthorization: Bearer " + key + "\r\n" + headers + "\r\n" + body)
			.getBytes(StandardCharsets.ISO_8859_1);
		boolean reused = this.socket.isConnected() && !this.socket.isClosed();
		try {
			return exchange(request);
		}
		catch (IOException ex) {
			boolean idle = reused && this.limit == 0 && !(ex instanceof java.net.SocketTimeoutException);
			close();
			if (!idle) {
				throw ex;
			}
			// the service had closed the idle connection; the key makes it safe to repeat
			return exchange(request);
		}
	}

	private Answer exchange(byte[] request) throws IOException {
		if (!this.socket.isConnected() || this.socket.isClosed()) {
			connect();
		}
		this.position = 0;
		this.limit = 0;
		this.socket.getOutputStream().write(request);
		String statusLine = line();
		int status = Integer.parseInt(statusLine.substring(9, 12));
		int length = -1;
		boolean chunked = false;
		boolean closes = false;
		OptionalInt retryAfter = OptionalInt.empty();
		for (String line = line(); !line.isEmpty(); line = line()) {
			if (is(line, "Content-Length: ")) {
				length = Integer.parseInt(line.substring(16));
			}
			else if (is(line, "Transfer-Encoding: chunked")) {
				chunked = true;
			}
			else if (is(line, "Connection: close")) {
				closes = true;
			}
			else if (is(line, "Retry-After: ")) {
				retryAfter = OptionalInt.of(Integer.parseInt(line.substring(13)));
			}
		}
		String body = chunked ? chunks() : (status == 204) ? "" : take(Math.max(0, length));
		if (closes || (!chunked && length < 0 && status != 204)) {
			close();
		}
		return new Answer(status, retryAfter, body);
	}

	private void connect() throws IOException {
		boolean secure = "https".equals(this.url.getScheme());
		int port = (this.url.getPort() > 0) ? this.url.getPort() : secure ? 443 : 80;
		this.socket = new Socket();
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(this.timeout);
		this.socket.connect(new InetSocketAddress(this.url.getHost(), port), CONNECT_TIMEOUT);
		if (secure && SSLSocketFactory.getDefault() instanceof SSLSocketFactory factory
				&& factory.createSocket(this.socket, this.url.getHost(), port, true) instanceof SSLSocket over) {
			var parameters = over.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			over.setSSLParameters(parameters);
			this.socket = over;
		}
	}

	private static boolean is(String line, String header) {
		return line.regionMatches(true, 0, header, 0, header.length());
	}

	private String chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.append(take(size));
			line();
		}
		while (!line().isEmpty()) {
			// trailers say nothing to us
		}
		return body.toString();
	}

	private int chunkSize() throws IOException {
		String line = line();
		int extension = line.indexOf(';');
		return Integer.parseInt(((extension < 0) ? line : line.substring(0, extension)).strip(), 16);
	}

	/** The next line without its end. */
	private String line() throws IOException {
		for (int end = this.position;; end++) {
			if (end == this.limit) {
				fill();
			}
			if (this.buffer[end] == '\n') {
				String line = new String(this.buffer, this.position, end - this.position - 1,
						StandardCharsets.ISO_8859_1);
				this.position = end + 1;
				return line;
			}
		}
	}

	/** The next bytes, one character each: all that is searched in them is ASCII. */
	private String take(int bytes) throws IOException {
		while (this.limit - this.position < bytes) {
			fill();
		}
		String text = new String(this.buffer, this.position, bytes, StandardCharsets.ISO_8859_1);
		this.position += bytes;
		return text;
	}

	private void fill() throws IOException {
		if (this.limit == this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.buffer.length);
		}
		InputStream in = this.socket.getInputStream();
		int read = in.read(this.buffer, this.limit, this.buffer.length - this.limit);
		if (read < 0) {
			throw new EOFException("the service closed the connection");
		}
		this.limit += read;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
