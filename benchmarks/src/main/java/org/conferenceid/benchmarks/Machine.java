package org.conferenceid.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine that was measured on, in words. */
final class Machine {
  private Machine() {}

  static List<String> describe() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return List.of(
        processor() + ", " + system.getAvailableProcessors() + " logical processors",
        memory(),
        system.getName() + " " + system.getVersion() + " " + system.getArch(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        String.format(Locale.ROOT, "load when it began: %.1f", system.getSystemLoadAverage()));
  }

  private static String processor() {
    return value(Path.of("/proc/cpuinfo"), "model name");
  }

  private static String memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return (system.getTotalMemorySize() >> 30) + " GiB of memory";
    }
    return "memory unknown";
  }

  private static String value(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("processor unknown");
    } catch (IOException e) {
      return "processor unknown";
    }
  }
}
