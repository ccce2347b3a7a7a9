package org.conferenceid.spring.console.adoption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.administration.Administration;
import org.conferenceid.adoption.AdoptionLine;
import org.conferenceid.adoption.AdoptionProblem;
import org.conferenceid.adoption.AdoptionReport;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Adopts a list of IDs: first it is checked, and all problems are shown by line; then it is sent
 * again to be adopted. Sent twice, the second time changes nothing, because everybody has the ID
 * that the list says.
 */
@ConsolePages
final class AdoptionPages {
  private static final int MAX_PROBLEMS = 500;
  private static final String LIST = "list";

  private final Administration administration;
  private final ConsoleProperties properties;

  AdoptionPages(Administration administration, ConsoleProperties properties) {
    this.administration = administration;
    this.properties = properties;
  }

  /**
   * A line that cannot be adopted.
   *
   * @param line its number
   * @param user what stands in it as the user's key; may be empty
   * @param reason the reason's name
   */
  record Problem(String line, String user, String reason) {}

  @GetMapping("/adoption")
  @Requires(ConsoleRole.MANY)
  String form(Model model) {
    model.addAttribute(LIST, "");
    return "conference/adoption";
  }

  @PostMapping("/adoption/check")
  @Requires(ConsoleRole.MANY)
  ModelAndView check(@RequestParam(LIST) String list, @RequestAttribute(Frame.NAME) Frame frame) {
    List<AdoptionLine> lines;
    try {
      lines = PastedList.read(list);
    } catch (InvalidValueException tooLong) {
      return refused("", "adoption.tooLong");
    }
    if (lines.isEmpty()) {
      return refused(list, "adoption.empty");
    }
    List<AdoptionProblem> problems = new ArrayList<>();
    AdoptionReport report =
        administration
            .adoption()
            .adopt(lines, AdoptionMode.DRY_RUN, RequestContext.NONE, problems::add);
    Map<Long, String> users =
        lines.stream().collect(Collectors.toMap(AdoptionLine::number, AdoptionLine::user));
    ModelAndView page = new ModelAndView("conference/adoption-check");
    page.addObject(LIST, list);
    page.addObject("adoptable", report.notApplied());
    page.addObject("shownAdoptable", frame.number(report.notApplied()));
    page.addObject("unchanged", frame.number(report.unchanged()));
    page.addObject("problemCount", report.problems());
    page.addObject("shownProblemCount", frame.number(report.problems()));
    page.addObject(
        "problems",
        problems.stream()
            .sorted(Comparator.comparingLong(AdoptionProblem::line))
            .limit(MAX_PROBLEMS)
            .map(
                one ->
                    new Problem(
                        frame.number(one.line()),
                        users.getOrDefault(one.line(), ""),
                        one.reason().name()))
            .toList());
    return page;
  }

  /** Back to the list, to mend it. */
  @PostMapping("/adoption/edit")
  @Requires(ConsoleRole.MANY)
  String edit(@RequestParam(LIST) String list, Model model) {
    model.addAttribute(LIST, list);
    return "conference/adoption";
  }

  private static ModelAndView refused(String list, String problem) {
    ModelAndView page = new ModelAndView("conference/adoption", HttpStatus.BAD_REQUEST);
    page.addObject(LIST, list);
    page.addObject("problem", problem);
    return page;
  }

  /** Adopts those that can be; lines with a problem were shown, and are left out. */
  @PostMapping("/adoption")
  @Requires(ConsoleRole.MANY)
  View adopt(
      @RequestParam(LIST) String list,
      @RequestAttribute(Frame.NAME) Frame frame,
      RedirectAttributes next) {
    AdoptionReport report =
        administration
            .adoption()
            .adopt(
                PastedList.read(list),
                AdoptionMode.SKIP_INVALID,
                RequestContext.NONE.by(frame.person()),
                problem -> {});
    next.addFlashAttribute(
        Notice.NAME,
        Notice.good(
            "adoption.done",
            frame.number(report.adopted()),
            frame.number(report.unchanged()),
            frame.number(report.problems())));
    return SeeOther.at(properties.path() + "/adoption");
  }
}
