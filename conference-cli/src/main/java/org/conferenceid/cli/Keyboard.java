package org.conferenceid.cli;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The terminal that the program was started from. */
final class Keyboard implements Operator {
  private final @Nullable Console console = console();

  private static @Nullable Console console() {
    // Some JDKs give a console to a pipe, too, unless told to use their old one.
    System.setProperty("jdk.console", "java.base");
    return System.console();
  }

  @Override
  public boolean isThere() {
    return console != null;
  }

  @Override
  public Optional<String> answer() {
    return console == null ? Optional.empty() : Optional.ofNullable(console.readLine());
  }

  @Override
  public Interruption watch() {
    return new CtrlC();
  }

  /** Holds the end of the process up, after Ctrl-C or a signal to end, until the work is told. */
  private static final class CtrlC implements Interruption {
    private final CountDownLatch pressed = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread hook = new Thread(this::wish, "ctrl-c");

    CtrlC() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    private void wish() {
      pressed.countDown();
      try {
        told.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean isWished() {
      return pressed.getCount() == 0;
    }

    @Override
    public void await() throws InterruptedException {
      pressed.await();
    }

    @Override
    public void close() {
      told.countDown();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already.
      }
    }
  }
}
