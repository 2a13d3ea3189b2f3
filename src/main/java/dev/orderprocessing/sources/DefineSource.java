package dev.orderprocessing.sources;

import dev.orderprocessing.kernel.SourceCode;

/** What may change of a source; its channel may not. */
public record DefineSource(SourceCode code, String name, boolean active) {
}
