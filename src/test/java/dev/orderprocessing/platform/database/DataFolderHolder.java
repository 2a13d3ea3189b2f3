package dev.orderprocessing.platform.database;

import java.io.IOException;
import java.nio.file.Path;

/** Another instance, as far as the data folder is concerned. */
public final class DataFolderHolder implements AutoCloseable {

	private final DataFolder folder;

	private DataFolderHolder(DataFolder folder) {
		this.folder = folder;
	}

	public static DataFolderHolder claim(Path path) {
		return new DataFolderHolder(DataFolder.claim(path));
	}

	public Path path() {
		return this.folder.path();
	}

	@Override
	public void close() throws IOException {
		this.folder.close();
	}

}
