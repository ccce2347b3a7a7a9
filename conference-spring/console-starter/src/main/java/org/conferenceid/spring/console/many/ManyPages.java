package org.conferenceid.spring.console.many;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.Text;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.bulk.BulkReport;
import org.conferenceid.bulk.BulkResult;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A run over many users before it begins: what it is to do, whom it would be about, and the number
 * that confirms it. Forms carry all of it along, so any node answers each of them.
 */
@ConsolePages
final class ManyPages {
  private static final int SAMPLE = 8;
  private static final int MAX_PROBLEMS = 20;
  private static final int MAX_LIST = 500_000;
  private static final int MAX_TEXT = 500;
  private static final int MAX_DIGITS = 9;

  private final Administration administration;
  private final Runs runs;
  private final RunKeys keys;
  private final References references;
  private final ConsoleProperties properties;

  ManyPages(
      Administration administration,
      Runs runs,
      RunKeys keys,
      References references,
      ConsoleProperties properties) {
    this.administration = administration;
    this.runs = runs;
    this.keys = keys;
    this.references = references;
    this.properties = properties;
  }

  /**
   * The form.
   *
   * @param action what is done
   * @param whom {@code everyone} or {@code list}
   * @param users the keys of the list, one a line
   * @param key the run key
   * @param mail whether a reset sends e-mails
   * @param perSecond how many users a second at most; empty for no limit
   * @param reason why, for administrators; may be empty
   * @param publicReason why, for the users; may be empty
   */
  record Form(
      @Nullable RunAction action,
      @Nullable String whom,
      @Nullable String users,
      @Nullable String key,
      @Nullable Boolean mail,
      @Nullable Integer perSecond,
      @Nullable String reason,
      @Nullable String publicReason) {

    /** What is to be done, without how many users there are. */
    RunRequest request(String actor) {
      return new RunRequest(
          action == null ? RunAction.RESET : action,
          !"list".equals(whom),
          0,
          line(key),
          mail != null && mail,
          perSecond == null ? 0 : perSecond,
          actor,
          line(reason),
          line(publicReason));
    }

    private static String line(@Nullable String text) {
      return text == null ? "" : Text.trimmed(Text.storable(text, MAX_TEXT));
    }

    /** The users of the list, each once, without empty lines. */
    Optional<List<UserId>> list() {
      if (!"list".equals(whom)) {
        return Optional.empty();
      }
      String given = users == null ? "" : users;
      Text.requireLength("list of users", given, MAX_LIST);
      Set<UserId> list = new LinkedHashSet<>();
      given
          .lines()
          .map(Text::trimmed)
          .filter(line -> !line.isEmpty())
          .map(UserId::of)
          .forEach(list::add);
      return Optional.of(List.copyOf(list));
    }
  }

  /** A new form, or that of a run to go on with, whose list must be given again. */
  @GetMapping("/many")
  @Requires(ConsoleRole.MANY)
  String form(@RequestParam(name = "run", required = false) @Nullable String run, Model model) {
    Form empty = new Form(RunAction.RESET, "everyone", "", keys.next(), true, null, "", "");
    Form shown =
        Optional.ofNullable(run).map(reference -> form(references, reference)).orElse(empty);
    model.addAttribute("form", shown);
    model.addAttribute("actions", RunAction.values());
    return "conference/many";
  }

  private static Form form(References references, String reference) {
    RunRequest request =
        references
            .text(Kind.RUN, reference)
            .flatMap(RunRequest::parse)
            .orElseThrow(UnknownReferenceException::new);
    return new Form(
        request.action(),
        request.everyone() ? "everyone" : "list",
        "",
        request.key(),
        request.mail(),
        request.perSecond() == 0 ? null : request.perSecond(),
        request.reason(),
        request.publicReason());
  }

  /** Changes nothing: counts, and shows some of those whom it would be about. */
  @PostMapping("/many/check")
  @Requires(ConsoleRole.MANY)
  ModelAndView check(@ModelAttribute Form form, @RequestAttribute(Frame.NAME) Frame frame) {
    return check(form, frame, "");
  }

  private ModelAndView check(Form form, Frame frame, String problem) {
    RunRequest request;
    Optional<List<UserId>> list;
    try {
      request = form.request(frame.person());
      list = form.list();
    } catch (InvalidValueException e) {
      return invalid(form, inputOf(e.field()));
    }
    if (list.filter(List::isEmpty).isPresent()) {
      return invalid(form, "users");
    }
    Preview preview = new Preview();
    long total = list.isPresent() ? preview.ofList(request, list) : preview.ofEveryone();
    ModelAndView page = new ModelAndView("conference/many-check");
    page.setStatus(problem.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    page.addObject("form", form);
    page.addObject("action", request.action().name());
    page.addObject("total", total);
    page.addObject("shown", frame.number(total));
    page.addObject("sample", preview.sample.stream().map(one -> row(one, frame)).toList());
    page.addObject("notEnabled", preview.notEnabled.stream().map(UserId::value).toList());
    page.addObject("notEnabledCount", unlessNone(preview.notEnabledCount, frame));
    page.addObject("before", unlessNone(before(request), frame));
    page.addObject("problem", !problem.isEmpty());
    return page;
  }

  private static @Nullable String unlessNone(long number, Frame frame) {
    return number == 0 ? null : frame.number(number);
  }

  /** Where a value that breaks its rule was entered. */
  private static String inputOf(String field) {
    return switch (field) {
      case "list of users", "user key" -> "users";
      case "idempotency key" -> "key";
      case "public reason" -> "publicReason";
      case "reason" -> "reason";
      default -> "perSecond";
    };
  }

  private static ModelAndView invalid(Form form, String input) {
    ModelAndView page = new ModelAndView("conference/many", HttpStatus.BAD_REQUEST);
    page.addObject("form", form);
    page.addObject("actions", RunAction.values());
    page.addObject("invalid", input);
    return page;
  }

  /** Whom a run would be about. */
  private final class Preview {
    private final List<Organizer> sample = new ArrayList<>();
    private final List<UserId> notEnabled = new ArrayList<>();
    private long notEnabledCount;

    long ofEveryone() {
      try (Stream<Organizer> some = administration.organizers().limit(SAMPLE)) {
        some.forEach(sample::add);
      }
      return administration.capacity().active();
    }

    long ofList(RunRequest request, Optional<List<UserId>> list) {
      BulkReport report =
          request.action().run(administration, request, list, /* dryRun= */ true, this::see);
      return report.done();
    }

    private void see(BulkResult result) {
      if (result instanceof BulkResult.Planned planned && sample.size() < SAMPLE) {
        sample.add(planned.organizer());
      }
      if (result instanceof BulkResult.NotEnabled) {
        notEnabledCount++;
        if (notEnabled.size() < MAX_PROBLEMS) {
          notEnabled.add(result.user());
        }
      }
    }
  }

  /**
   * One of those whom it would be about.
   *
   * @param user the user's key
   * @param id the ID, masked
   * @param since since when the user has it
   */
  record Row(String user, String id, Frame.Time since) {}

  private static Row row(Organizer organizer, Frame frame) {
    return new Row(
        organizer.user().value(),
        organizer.id().map(frame::masked).orElse(""),
        frame.time(organizer.since()));
  }

  /** How many were dealt with under the key before. */
  private long before(RunRequest request) {
    return administration.countAudit(RunPages.entries(request)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Begins, if the number was typed; sent twice, there is still one run. */
  @PostMapping("/many/start")
  @Requires(ConsoleRole.MANY)
  Object start(
      @ModelAttribute Form form,
      @RequestParam("total") long total,
      @RequestParam("confirm") String confirm,
      @RequestAttribute(Frame.NAME) Frame frame) {
    if (digits(confirm) != total || total < 1) {
      return check(form, frame, "number");
    }
    RunRequest request = form.request(frame.person()).total(total);
    runs.start(request, form.list());
    return SeeOther.at(properties.path() + "/many/run/" + references.of(Kind.RUN, request.text()));
  }

  /** The number that was typed, in the digits of any script and however it is grouped. */
  private static long digits(String typed) {
    long number = 0;
    int found = 0;
    for (int character : typed.codePoints().toArray()) {
      int digit = Character.digit(character, 10);
      if (digit >= 0) {
        number = number * 10 + digit;
        found++;
      } else if (Character.isLetter(character)) {
        return -1;
      }
    }
    return found == 0 || found > MAX_DIGITS ? -1 : number;
  }
}
