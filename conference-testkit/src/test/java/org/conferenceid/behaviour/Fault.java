package org.conferenceid.behaviour;

import java.io.IOException;

/** What an application's code may do where the library calls it. */
public enum Fault {
  RUNTIME_EXCEPTION,
  LINKAGE_ERROR,
  ASSERTION_ERROR,
  UNDECLARED_EXCEPTION,
  UNDECLARED_INTERRUPTION,
  STACK_OVERFLOW,
  OUT_OF_MEMORY,
  /** A logger that prints the exception fails on it, too. */
  UNPRINTABLE,
  /** Answers {@code null}. */
  NULL,
  /** Interrupts the thread, and answers as it should. */
  INTERRUPT;

  /** Makes the fault, in place of an answer. */
  public <T> T insteadOf(T answer) {
    switch (this) {
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("a fault");
      case LINKAGE_ERROR -> throw new NoClassDefFoundError("com/example/Missing");
      case ASSERTION_ERROR -> throw new AssertionError("a fault");
      case UNDECLARED_EXCEPTION -> throwAnyway(new IOException("a fault"));
      case UNDECLARED_INTERRUPTION -> throwAnyway(new InterruptedException("a fault"));
      case STACK_OVERFLOW -> insteadOf(answer);
      case OUT_OF_MEMORY -> throw new OutOfMemoryError("a fault");
      case UNPRINTABLE -> throw new Unprintable();
      case INTERRUPT -> Thread.currentThread().interrupt();
      case NULL -> {
        return null;
      }
    }
    return answer;
  }

  /** Makes the fault where nothing is answered. */
  public void happen() {
    insteadOf("nothing");
  }

  /** Whether the thread is left interrupted. */
  public boolean interrupts() {
    return this == INTERRUPT || this == UNDECLARED_INTERRUPTION;
  }

  /** Whether something is thrown. */
  public boolean isThrown() {
    return this != NULL && this != INTERRUPT;
  }

  private static void throwAnyway(Exception checked) {
    Fault.<RuntimeException>throwUnchecked(checked);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Exception> void throwUnchecked(Exception checked) throws E {
    throw (E) checked;
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("this exception cannot be printed");
    }
  }
}
