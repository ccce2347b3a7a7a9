package org.conferenceid.spring.console.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Page;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Mood;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.conferenceid.spring.console.page.SpreadsheetText;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The audit, the newest entries first. IDs are masked. */
@ConsolePages
final class AuditPages {
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "at",
          "kind",
          "user",
          "old id",
          "new id",
          "by",
          "reason",
          "public reason",
          "key",
          "mail",
          "attempts",
          "problem");

  private final Administration administration;
  private final References references;
  private final ConsoleProperties properties;

  AuditPages(Administration administration, References references, ConsoleProperties properties) {
    this.administration = administration;
    this.references = references;
    this.properties = properties;
  }

  /**
   * An entry.
   *
   * @param reference names the user in links
   * @param user the user's key
   * @param kind what happened
   * @param at when
   * @param oldId the ID before, masked; may be empty
   * @param newId the ID after, masked; may be empty
   * @param actor who asked for it; may be empty
   * @param reason why; may be empty
   * @param publicReason why, as the user was told; may be empty
   * @param run the entries with the same key in links; {@code null} without a key
   * @param mail what became of the mail
   * @param mood how that looks
   * @param problem why its last attempt failed; may be empty
   */
  record Row(
      String reference,
      String user,
      String kind,
      Frame.Time at,
      String oldId,
      String newId,
      String actor,
      String reason,
      String publicReason,
      @Nullable String run,
      String mail,
      String mood,
      String problem) {}

  /** What stands in the fields of the form. */
  record Fields(
      String user, String kind, String actor, String key, String mail, String from, String until) {

    static Fields of(AuditFilter filter) {
      return new Fields(
          filter.value(AuditFilter.USER),
          filter.value(AuditFilter.KIND),
          filter.value(AuditFilter.ACTOR),
          filter.value(AuditFilter.KEY),
          filter.value(AuditFilter.MAIL),
          filter.value(AuditFilter.FROM),
          filter.value(AuditFilter.UNTIL));
    }
  }

  @PostMapping("/audit")
  @Requires(ConsoleRole.VIEW)
  View search(@RequestParam Map<String, String> form) {
    AuditFilter filter = AuditFilter.entered(form);
    String list = properties.path() + "/audit";
    return SeeOther.at(filter.isEmpty() ? list : list + "?filter=" + reference(filter));
  }

  @GetMapping("/audit")
  String list(
      @RequestParam(name = "filter", required = false) @Nullable String filter,
      @RequestParam(name = "after", required = false) @Nullable Long after,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    AuditFilter wanted = filter(filter);
    AuditQuery query = wanted.query(frame.zone()).limit(properties.pageSize());
    Page<AuditEntry> page = administration.audit(after == null ? query : query.after(after));
    model.addAttribute("filter", Fields.of(wanted));
    model.addAttribute("reference", filter);
    model.addAttribute("kinds", Arrays.stream(EventKind.values()).map(Enum::name).toList());
    model.addAttribute("states", Arrays.stream(DeliveryState.values()).map(Enum::name).toList());
    model.addAttribute("rows", page.items().stream().map(entry -> row(entry, frame)).toList());
    model.addAttribute("first", after == null);
    OptionalLong next = page.next();
    model.addAttribute("next", next.isPresent() ? next.getAsLong() : null);
    return "conference/audit";
  }

  private Row row(AuditEntry entry, Frame frame) {
    ConferenceEvent event = entry.event();
    return new Row(
        references.of(event.user()),
        event.user().value(),
        event.kind().name(),
        frame.time(event.at()),
        event.kind().changesId() ? event.oldId().map(frame::masked).orElse("") : "",
        event.kind().changesId() ? event.newId().map(frame::masked).orElse("") : "",
        entry.context().actor().orElse(""),
        entry.context().reason().orElse(""),
        entry.context().publicReason().orElse(""),
        entry.idempotencyKey().map(AuditFilter::withKey).map(this::reference).orElse(null),
        entry.delivery().state().name(),
        Mood.of(entry.delivery().state()),
        entry.delivery().problem().orElse(""));
  }

  /** All entries that match, read a page at a time while they are written. */
  @GetMapping("/audit/csv")
  void csv(
      @RequestParam(name = "filter", required = false) @Nullable String filter,
      @RequestAttribute(Frame.NAME) Frame frame,
      HttpServletResponse response)
      throws IOException {
    AuditQuery query = filter(filter).query(frame.zone()).limit(AuditQuery.MAX_LIMIT);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    try (Stream<AuditEntry> entries = administration.auditStream(query);
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
      out.write(SpreadsheetText.begin(COLUMNS));
      for (Iterator<AuditEntry> each = entries.iterator(); each.hasNext(); ) {
        out.write(SpreadsheetText.line(cells(each.next())));
      }
    }
  }

  private static List<String> cells(AuditEntry entry) {
    ConferenceEvent event = entry.event();
    return List.of(
        Long.toString(entry.number()),
        event.at().toString(),
        event.kind().name(),
        event.user().value(),
        masked(event.oldId()),
        masked(event.newId()),
        entry.context().actor().orElse(""),
        entry.context().reason().orElse(""),
        entry.context().publicReason().orElse(""),
        entry.idempotencyKey().map(IdempotencyKey::value).orElse(""),
        entry.delivery().state().name(),
        Integer.toString(entry.delivery().attempts()),
        entry.delivery().problem().orElse(""));
  }

  private static String masked(Optional<ConferenceId> id) {
    return id.map(ConferenceId::toString).orElse("");
  }

  private String reference(AuditFilter filter) {
    return references.of(Kind.FILTER, filter.text());
  }

  private AuditFilter filter(@Nullable String reference) {
    return reference == null || reference.isEmpty()
        ? AuditFilter.ALL
        : AuditFilter.parse(
            references.text(Kind.FILTER, reference).orElseThrow(UnknownReferenceException::new));
  }
}
