package org.conferenceid.examples.commandline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Page;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;

/** The audit as one stream, read a page at a time. */
final class AuditPages {
  private AuditPages() {}

  static Stream<List<AuditEntry>> of(AudioConferencing conferencing, AuditQuery query) {
    return Stream.iterate(
            Optional.of(conferencing.administration().audit(query)),
            Optional::isPresent,
            page -> page.flatMap(read -> next(conferencing, query, read)))
        .map(page -> page.orElseThrow().items());
  }

  private static Optional<Page<AuditEntry>> next(
      AudioConferencing conferencing, AuditQuery query, Page<AuditEntry> page) {
    return page.next().isPresent()
        ? Optional.of(conferencing.administration().audit(query.after(page.next().getAsLong())))
        : Optional.empty();
  }
}
