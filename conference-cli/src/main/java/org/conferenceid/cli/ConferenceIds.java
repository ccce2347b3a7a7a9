package org.conferenceid.cli;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.conferenceid.InvalidValueException;
import org.conferenceid.examples.support.JdbcUrl;
import org.conferenceid.examples.support.PasswordPlace;
import org.conferenceid.examples.support.Printable;
import org.conferenceid.examples.support.SmtpAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program: what all commands share, and where they are put together.
 *
 * <p>It is started by {@link #main}, and is no library: everything else of it may change.
 *
 * @since 0.1.0
 */
@Command(
    name = "conference-ids",
    versionProvider = ConferenceIds.Version.class,
    description = "Administers the conference IDs of dial-in audio conferences.",
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "conference-ids COMMAND --help tells more. @FILE stands for arguments in a file, one a",
      "line, in UTF-8."
    },
    sortOptions = false)
public final class ConferenceIds {
  /** Where failed attempts at a connection are logged, with what the user is told anyhow. */
  private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

  private static final Logger ALL = Logger.getLogger("");

  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Operator operator;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The SQLite file with the IDs (default: conference-ids.db).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--jdbc",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "A PostgreSQL or MariaDB database instead; with a password, best in an @FILE.")
  private Optional<JdbcUrl> jdbc = Optional.empty();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Write results as JSON, one object a line.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // by picocli alone
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version of this program and of Java.")
  @SuppressWarnings("unused") // by picocli alone
  private boolean version;

  ConferenceIds(InputStream in, PrintWriter out, PrintWriter err, Operator operator) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.operator = operator;
  }

  /**
   * Runs a command and exits with its code, see {@code --help}.
   *
   * @param args the command and its options
   * @since 0.1.0
   */
  public static void main(String... args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = new ConferenceIds(System.in, out, err, new Keyboard()).run(args);
    if (code != Outcome.DONE.code()) {
      System.exit(code);
    }
  }

  int run(String... args) {
    ALL.setLevel(Level.WARNING);
    POOL.setLevel(Level.OFF);
    int code = execute(args);
    if (code == Outcome.DONE.code() && out.checkError()) {
      err.println("the results could not be written");
      return Outcome.INCOMPLETE.code();
    }
    return code;
  }

  private int execute(String... args) {
    try {
      return commandLine().execute(ArgumentFile.expanded(args));
    } catch (Throwable thrown) { // an error of a driver, for instance, which picocli lets through
      return failure(thrown);
    }
  }

  CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(this);
    for (Action action : Action.all(this)) {
      commandLine.addSubcommand(action);
    }
    commandLine.addSubcommand(new CompletionCommand(commandLine, out));
    commandLine.getSubcommands().values().forEach(ConferenceIds::layOut);
    layOut(commandLine);
    commandLine.getCommandSpec().usageMessage().exitCodeList(Outcome.meanings());
    return commandLine
        .setExpandAtFiles(false) // ArgumentFile takes lines as they are
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(JdbcUrl.class, checked(JdbcUrl::of))
        .registerConverter(SmtpAddress.class, checked(SmtpAddress::of))
        .registerConverter(PasswordPlace.class, checked(PasswordPlace::of))
        .setParameterExceptionHandler(this::usage)
        .setExecutionExceptionHandler((e, command, parsed) -> failure(e));
  }

  private static void layOut(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n");
  }

  private static <T> ITypeConverter<T> checked(Function<String, T> converter) {
    return text -> {
      try {
        return converter.apply(text);
      } catch (InvalidValueException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private int usage(ParameterException e, String[] args) {
    tell(String.valueOf(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Outcome.USAGE.code();
  }

  private int failure(Throwable thrown) {
    Outcome outcome = Outcome.of(thrown);
    StringWriter told = new StringWriter();
    if (outcome == Outcome.FAULT) {
      thrown.printStackTrace(new PrintWriter(told));
    } else {
      told.append(String.valueOf(thrown.getMessage()));
    }
    tell(told.toString().stripTrailing());
    return outcome.code();
  }

  /** Tells a problem. A driver may repeat its URL in one, and a file anything. */
  private void tell(String problem) {
    err.println(Printable.lines(JdbcUrl.withoutSecrets(problem.replace("\t", "    "))));
  }

  /**
   * Opens the database.
   *
   * @param forNewUsers whether a file that is not there is made
   */
  HikariDataSource database(boolean forNewUsers) {
    if (jdbc.isPresent()) {
      if (file.isPresent()) {
        throw new Refusal(Outcome.USAGE, "--file and --jdbc cannot both be given");
      }
      return jdbc.get().open();
    }
    Path path = file.orElse(Path.of("conference-ids.db"));
    if (!forNewUsers && !Files.exists(path)) {
      // SQLite would make an empty one, and a mistyped name would look like nobody being enabled.
      throw new Refusal(
          Outcome.STORE, path + " does not exist; enable and adopt make it, --file names another");
    }
    return JdbcUrl.ofSqlite(path).open();
  }

  Output output() {
    return new Output(out, err, json);
  }

  Operator operator() {
    return operator;
  }

  InputStream input() {
    return in;
  }

  /** The version as the jar's manifest tells it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String own = ConferenceIds.class.getPackage().getImplementationVersion();
      return new String[] {
        "conference-ids " + (own == null ? "of no release" : own), "Java " + Runtime.version()
      };
    }
  }
}
