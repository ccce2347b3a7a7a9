package org.conferenceid.spring.console.many;

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
import java.util.stream.Stream;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.administration.Administration;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Mood;
import org.conferenceid.spring.console.page.Notice;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A run over many users once it has begun. How far it is, any node counts in the audit; it is
 * stopped on the node that does it.
 */
@ConsolePages
final class RunPages {
  private static final List<String> COLUMNS =
      List.of("user", "result", "at", "old id", "new id", "mail", "problem");

  /** Of those passed over; all of them are in the CSV. */
  private static final int MAX_PROBLEMS = 100;

  private final Administration administration;
  private final Runs runs;
  private final References references;
  private final ConsoleProperties properties;

  RunPages(
      Administration administration,
      Runs runs,
      References references,
      ConsoleProperties properties) {
    this.administration = administration;
    this.runs = runs;
    this.references = references;
    this.properties = properties;
  }

  /** What the audit has of a run. */
  static AuditQuery entries(RunRequest request) {
    return AuditQuery.all()
        .withKey(new IdempotencyKey(request.key()))
        .ofKind(request.action().kind());
  }

  /**
   * How many e-mails of the run are in a state.
   *
   * @param state the state's name
   * @param mood how that looks
   * @param number how many, as the reader writes it
   */
  record Mails(String state, String mood, String number) {}

  /**
   * A user for whom nothing was done.
   *
   * @param user the user's key
   * @param reason the reason's name
   */
  record Problem(String user, String reason) {}

  @GetMapping("/many/run/{reference}")
  @Requires(ConsoleRole.MANY)
  String run(
      @PathVariable("reference") String reference,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    RunRequest request = request(reference);
    Map<DeliveryState, Long> counts = administration.countAudit(entries(request));
    long done = counts.values().stream().mapToLong(Long::longValue).sum();
    Optional<Run> here = runs.find(request.key());
    List<Run.Problem> problems = here.map(Run::problems).orElse(List.of());
    long total = Math.max(request.total(), done);
    model.addAttribute("here", properties.path() + "/many/run/" + reference);
    model.addAttribute("action", request.action().name());
    model.addAttribute("key", request.key());
    model.addAttribute("reason", request.reason());
    model.addAttribute("state", state(here, done, total));
    model.addAttribute("goesOn", here.filter(Run::isGoingOn).isPresent());
    model.addAttribute("watched", isWatched(here, done, total));
    model.addAttribute("done", done);
    model.addAttribute("total", total);
    model.addAttribute("shownDone", frame.number(done));
    model.addAttribute("shownTotal", frame.number(total));
    model.addAttribute("mails", mails(counts, frame));
    model.addAttribute("passedOver", problems.isEmpty() ? null : frame.number(problems.size()));
    model.addAttribute("morePassedOver", problems.size() > MAX_PROBLEMS);
    model.addAttribute(
        "problems",
        problems.stream()
            .limit(MAX_PROBLEMS)
            .map(one -> new Problem(one.user().value(), one.reason().name()))
            .toList());
    model.addAttribute("listHere", request.everyone() || here.flatMap(Run::users).isPresent());
    return "conference/many-run";
  }

  /** What this node knows; {@code ELSEWHERE} and {@code DONE} are what the audit alone tells. */
  private static String state(Optional<Run> here, long done, long total) {
    return here.map(run -> run.state().name()).orElse(done >= total ? "DONE" : "ELSEWHERE");
  }

  /** Whether the page asks again by itself: not about what has ended. */
  private static boolean isWatched(Optional<Run> here, long done, long total) {
    return here.map(Run::isGoingOn).orElse(done < total);
  }

  private static List<Mails> mails(Map<DeliveryState, Long> counts, Frame frame) {
    return Arrays.stream(DeliveryState.values())
        .filter(counts::containsKey)
        .map(state -> new Mails(state.name(), Mood.of(state), frame.number(entry(counts, state))))
        .toList();
  }

  private static long entry(Map<DeliveryState, Long> counts, DeliveryState state) {
    return counts.getOrDefault(state, 0L);
  }

  @PostMapping("/many/run/{reference}/stop")
  @Requires(ConsoleRole.MANY)
  View stop(@PathVariable("reference") String reference, RedirectAttributes next) {
    Optional<Run> here = runs.find(request(reference).key()).filter(Run::isGoingOn);
    here.ifPresent(Run::stop);
    if (here.isEmpty()) {
      next.addFlashAttribute(Notice.NAME, Notice.warn("run.notHere"));
    }
    return page(reference);
  }

  /** The rest under the same key; for a list only where the list is. */
  @PostMapping("/many/run/{reference}/resume")
  @Requires(ConsoleRole.MANY)
  View resume(
      @PathVariable("reference") String reference, @RequestAttribute(Frame.NAME) Frame frame) {
    RunRequest request = request(reference);
    Optional<Run> here = runs.find(request.key());
    if (request.everyone()) {
      runs.start(request.by(frame.person()), Optional.empty());
    } else if (here.flatMap(Run::users).isPresent()) {
      runs.start(request.by(frame.person()), here.flatMap(Run::users));
    } else {
      return SeeOther.at(properties.path() + "/many?run=" + reference);
    }
    return page(reference);
  }

  /** A line for each user: from the audit, and of those passed over what this node knows. */
  @GetMapping("/many/run/{reference}/csv")
  @Requires(ConsoleRole.MANY)
  void csv(@PathVariable("reference") String reference, HttpServletResponse response)
      throws IOException {
    RunRequest request = request(reference);
    AuditQuery query = entries(request).limit(AuditQuery.MAX_LIMIT);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"run.csv\"");
    try (Stream<AuditEntry> entries = administration.auditStream(query);
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
      out.write(SpreadsheetText.begin(COLUMNS));
      for (Iterator<AuditEntry> each = entries.iterator(); each.hasNext(); ) {
        out.write(SpreadsheetText.line(cells(each.next())));
      }
      for (Run.Problem problem : runs.find(request.key()).map(Run::problems).orElse(List.of())) {
        out.write(
            SpreadsheetText.line(
                List.of(problem.user().value(), problem.reason().name(), "", "", "", "", "")));
      }
    }
  }

  private static List<String> cells(AuditEntry entry) {
    return List.of(
        entry.event().user().value(),
        entry.event().kind().name(),
        entry.event().at().toString(),
        entry.event().oldId().map(Object::toString).orElse(""),
        entry.event().newId().map(Object::toString).orElse(""),
        entry.delivery().state().name(),
        entry.delivery().problem().orElse(""));
  }

  private View page(String reference) {
    return SeeOther.at(properties.path() + "/many/run/" + reference);
  }

  private RunRequest request(@Nullable String reference) {
    return Optional.ofNullable(reference)
        .flatMap(given -> references.text(Kind.RUN, given))
        .flatMap(RunRequest::parse)
        .orElseThrow(UnknownReferenceException::new);
  }
}
