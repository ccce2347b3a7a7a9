package org.conferenceid.tck;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is printed, or logged by java.util.logging, while something runs. */
final class Printed {
  private Printed() {}

  static String during(Runnable work) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Handler log = logTo(printed);
    Logger root = Logger.getLogger("");
    PrintStream out = System.out;
    PrintStream err = System.err;
    root.addHandler(log);
    System.setOut(printed);
    System.setErr(printed);
    try {
      work.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      root.removeHandler(log);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Handler logTo(PrintStream printed) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            printed.println(getFormatter().format(logged));
          }

          @Override
          public void flush() {
            printed.flush();
          }

          @Override
          public void close() {
            printed.flush();
          }
        };
    handler.setFormatter(new SimpleFormatter());
    handler.setLevel(Level.ALL);
    return handler;
  }
}
