package org.conferenceid.spring.console.capacity;

import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.administration.Administration;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.CapacityReport;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.Frame;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The figures of the IDs, and advice where one of them deserves it. */
@ConsolePages
final class CapacityPages {
  /** The bar is full at twice the density that deserves a warning. */
  private static final int BEYOND = 2;

  private final Administration administration;

  CapacityPages(Administration administration) {
    this.administration = administration;
  }

  @GetMapping("/capacity")
  String capacity(@RequestAttribute(Frame.NAME) Frame frame, Model model) {
    CapacityReport report = administration.capacityReport();
    Capacity capacity = report.capacity();
    CapacityThresholds thresholds = report.thresholds();
    model.addAttribute("warnings", report.warnings().stream().map(Enum::name).sorted().toList());
    model.addAttribute("active", frame.number(capacity.active()));
    model.addAttribute("quarantined", frame.number(capacity.quarantined()));
    model.addAttribute("free", frame.number(capacity.free()));
    model.addAttribute("issuable", frame.number(capacity.issuable()));
    model.addAttribute(
        "guesses",
        report.guessesPerHit().isPresent()
            ? frame.number(report.guessesPerHit().getAsLong())
            : null);
    model.addAttribute("density", capacity.liveDensity());
    model.addAttribute("densityLimit", thresholds.liveDensity());
    model.addAttribute("densityMax", Math.min(1, BEYOND * thresholds.liveDensity()));
    model.addAttribute("organizersAtLimit", frame.number(organizersAtLimit(report)));
    model.addAttribute("left", report.untilExhausted().map(frame::amount).orElse(null));
    model.addAttribute("occupancy", capacity.occupancy());
    model.addAttribute("occupancyLimit", thresholds.occupancy());
    model.addAttribute("assigned", frame.number(report.allocationRate().assigned()));
    model.addAttribute("freed", frame.number(report.allocationRate().freed()));
    return "conference/capacity";
  }

  private static long organizersAtLimit(CapacityReport report) {
    return Math.round(report.thresholds().liveDensity() * ConferenceIdPolicy.WELL_FORMED);
  }
}
