package org.conferenceid.examples.adminconsole;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Locale;

/** How a browser shows a page: its colours, and the width of its window. */
enum Look {
  LIGHT(1200, ColorScheme.LIGHT, ForcedColors.NONE) {
    @Override
    List<String> violations(Page page) {
      return Visits.violations(page);
    }
  },
  DARK(1200, ColorScheme.DARK, ForcedColors.NONE) {
    @Override
    List<String> violations(Page page) {
      return Visits.poorContrast(page);
    }
  },
  NARROW(320, ColorScheme.LIGHT, ForcedColors.NONE) {
    @Override
    List<String> violations(Page page) {
      return Visits.violations(page);
    }
  },
  /** As wide as a window of 1,200 pixels is at 200 per cent. */
  ZOOMED(600, ColorScheme.LIGHT, ForcedColors.NONE),
  FORCED_COLOURS(1200, ColorScheme.LIGHT, ForcedColors.ACTIVE);

  private static final int HEIGHT = 800;

  private final int width;
  private final ColorScheme colours;
  private final ForcedColors forced;

  Look(int width, ColorScheme colours, ForcedColors forced) {
    this.width = width;
    this.colours = colours;
    this.forced = forced;
  }

  /** Shows a page so, as it is now. */
  void show(Page page) {
    page.setViewportSize(width, HEIGHT);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(colours)
            .setForcedColors(forced)
            .setReducedMotion(ReducedMotion.REDUCE)); // else colours are still on their way
  }

  /** What axe finds wrong; it takes a second for all, so only what can differ is asked. */
  List<String> violations(Page page) {
    return List.of();
  }

  /** As names of files end. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
