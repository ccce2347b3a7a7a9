package org.conferenceid.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.guard.Durations;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ApplicationTransaction;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.MeetingUpdates;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conference IDs in a relational database: SQLite, PostgreSQL or MariaDB.
 *
 * <pre>{@code
 * JdbcConferenceStore store = JdbcConferenceStore.of(dataSource);
 * store.createSchema(); // or let Flyway or Liquibase run the scripts of Dialect.schemaFolder()
 * }</pre>
 *
 * <p><b>Transactions.</b> The store uses transactions of its own, each of which is tried again when
 * it loses against another. It joins a transaction of the application if it is told to, by {@link
 * Builder#joining}, and one is active: then it leaves the end to the application, and answers with
 * {@code Done.committed() == false}. Connections that do not fit are refused: with autocommit off
 * outside such a transaction, and with autocommit on inside one. They are given back as they came,
 * on every path.
 *
 * <p><b>Time</b> is the database's, whatever the clocks of the machines say.
 *
 * <p><b>Isolation.</b> Made for READ COMMITTED; stricter levels work, with more conflicts.
 *
 * <p><b>Exceptions</b> are {@link StoreUnavailableException}, {@link SchemaException}, {@link
 * TransactionConflictException} and {@link TransactionSetupException}, after each of which nothing
 * has been changed, and {@link StoreException} itself, after which it is not known: a commit has
 * failed, or the connection broke in it. The message says what to do. IDs in a driver's message are
 * masked.
 *
 * <p><b>A standby</b> of PostgreSQL can be read by a store of its own. What changes anything fails
 * there, and so does {@link #lookup}: the standby may not know yet that an ID was reset.
 *
 * <p>Safe for use by any number of threads; any number of processes may use one database. Nothing
 * is opened before the first use, and there is nothing to close but the application's {@code
 * DataSource}.
 *
 * @since 0.1.0
 */
public final class JdbcConferenceStore implements ConferenceStore {
  private final Builder settings;
  private final Joining joining;
  private final Outbox outbox = new JdbcOutbox(this::ready);
  private final MeetingUpdates meetingUpdates = new JdbcMeetingUpdates(this::ready);
  private final AtomicReference<@Nullable Schema> schema = new AtomicReference<>();
  private volatile boolean checked;

  private JdbcConferenceStore(Builder settings) {
    this.settings = settings;
    this.joining = new Joining(settings.application);
  }

  /**
   * A store with the default settings.
   *
   * @param dataSource where connections come from
   * @return a new store
   */
  public static JdbcConferenceStore of(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /**
   * Starts from the default settings.
   *
   * @param dataSource where connections come from
   * @return a new builder
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /**
   * Creates the tables, where they are not there yet. On SQLite it also turns the write-ahead log
   * on, which lasts.
   *
   * @throws SchemaException if tables are there, but of another version, or the database has
   *     settings with which they would not work; nothing is created then
   * @throws StoreException if the database cannot be used, or the user may not create tables
   * @throws IllegalStateException in a transaction of the application: MariaDB would commit it
   */
  public void createSchema() {
    schema().create();
  }

  /**
   * Checks that all tables and columns are there, in the version that this library needs, and that
   * the database's settings let them work: an encoding that holds every text, on MariaDB a binary
   * log that is not one of statements, and on Galera no answers of a node that is cut off, and no
   * tables on one node alone. The first use of a store checks the version and the settings by
   * itself. Settings that work, but let acknowledged changes be lost when a server crashes, are
   * named by a warning in the log, here and by {@link #createSchema}.
   *
   * @throws SchemaException if something is missing, too old, too new or set wrong; the message
   *     says which
   * @throws StoreException if the database cannot be used
   */
  public void checkSchema() {
    schema().check();
  }

  /** Several threads may look for the dialect at once: none waits for another's connection. */
  private Schema schema() {
    Schema known = schema.get();
    if (known != null) {
      return known;
    }
    Dialect given = settings.dialect;
    Dialect dialect = given != null ? given : Dialect.of(settings.dataSource);
    SqlTemplates texts = new SqlTemplates(dialect.database(), settings.prefix, settings.clock);
    Schema found =
        new Schema(
            dialect, new Transactions(settings.dataSource, texts, settings.patience, joining));
    Schema first = schema.compareAndExchange(null, found);
    return first != null ? first : found;
  }

  /**
   * What every use goes through: the first one finds the dialect and checks the schema's version.
   */
  private Transactions ready() {
    Schema known = schema();
    if (!checked) {
      known.checkUsable();
      checked = true;
    }
    return known.transactions();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TransactionConflictException if other transactions were in the way, see there
   */
  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(candidates, "candidates");
    return new ChangeExecutor(ready(), change, candidates).result();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TransactionConflictException if other transactions were in the way, see there
   */
  @Override
  public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
    Change.requireDistinct(changes);
    Objects.requireNonNull(candidates, "candidates");
    if (changes.isEmpty()) {
      return List.of();
    }
    return new BulkChangeExecutor(ready(), List.copyOf(changes), candidates).results();
  }

  /**
   * {@inheritDoc}
   *
   * @throws TransactionConflictException if other transactions were in the way, see there
   */
  @Override
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    Adoption.requireDistinct(adoptions);
    Objects.requireNonNull(mode, "mode");
    if (adoptions.isEmpty()) {
      return List.of();
    }
    return new AdoptionExecutor(ready(), List.copyOf(adoptions), mode).results();
  }

  @Override
  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
    Objects.requireNonNull(users, "users");
    return new Listing(ready()).find(users);
  }

  @Override
  public List<Organizer> organizers(OrganizerQuery query) {
    Objects.requireNonNull(query, "query");
    return new Listing(ready()).page(query);
  }

  @Override
  public AllocationRate allocationRate(Duration period) {
    Objects.requireNonNull(period, "period");
    return new Listing(ready()).allocationRate(Durations.require("period", period));
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    Objects.requireNonNull(user, "user");
    return new Queries(ready()).find(user);
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    Objects.requireNonNull(id, "id");
    return new Queries(ready()).lookup(id);
  }

  @Override
  public List<ConferenceId> formerIds(UserId user) {
    Objects.requireNonNull(user, "user");
    return new Queries(ready()).formerIds(user);
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    Objects.requireNonNull(query, "query");
    return new Queries(ready()).audit(query);
  }

  @Override
  public Map<DeliveryState, Long> countAudit(AuditQuery query) {
    Objects.requireNonNull(query, "query");
    return new Queries(ready()).countAudit(query);
  }

  @Override
  public Capacity capacity() {
    return new Queries(ready()).capacity();
  }

  @Override
  public boolean erase(UserId user, Duration quarantine) {
    Objects.requireNonNull(user, "user");
    Change.requireQuarantine(quarantine);
    return new ErasureAndRetention(ready()).erase(user, quarantine);
  }

  @Override
  public int prune(Duration age) {
    Objects.requireNonNull(age, "age");
    return new ErasureAndRetention(ready()).prune(Durations.requireNotNegative("age", age));
  }

  @Override
  public void afterCommit(Runnable task) {
    Objects.requireNonNull(task, "task");
    joining.afterCommit(task);
  }

  @Override
  public boolean inApplicationTransaction() {
    return joining.active("look for a transaction of the application");
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public MeetingUpdates meetingUpdates() {
    return meetingUpdates;
  }

  /**
   * Collects the settings of a {@link JdbcConferenceStore}. Not safe for use by several threads.
   */
  public static final class Builder {
    private final DataSource dataSource;
    private String prefix = TablePrefix.DEFAULT;
    private @Nullable Dialect dialect;
    private @Nullable Clock clock;
    private @Nullable ApplicationTransaction application;
    private Patience patience = Patience.DEFAULT;

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    private Builder(Builder other) {
      this.dataSource = other.dataSource;
      this.prefix = other.prefix;
      this.dialect = other.dialect;
      this.clock = other.clock;
      this.application = other.application;
      this.patience = other.patience;
    }

    /**
     * Sets what the names of all tables and indexes begin with. Without it {@code cid_}, as in the
     * scripts; for another prefix replace that in them, or use {@link
     * JdbcConferenceStore#createSchema}.
     *
     * <p>Refused are {@code pg_…} and {@code sqlite_…}, which databases keep for tables of their
     * own, and the prefixes that make reserved words: {@code current_}, {@code session_}, {@code
     * system_}, {@code delete_domain_} and {@code ref_system_}.
     *
     * @param newPrefix a letter or underscore, then letters, digits and underscores, at most 30 in
     *     all
     * @return this builder
     * @throws InvalidValueException if it is something else, or makes reserved names
     */
    public Builder tablePrefix(String newPrefix) {
      this.prefix = TablePrefix.require(newPrefix);
      return this;
    }

    /**
     * Sets the database's dialect. Without it, the first connection tells.
     *
     * @param newDialect the dialect
     * @return this builder
     */
    public Builder dialect(Dialect newDialect) {
      this.dialect = Objects.requireNonNull(newDialect, "dialect");
      return this;
    }

    /**
     * Lets the store join transactions of the application. While one is active, the {@code
     * DataSource} must hand out its connection, with autocommit off; otherwise connections with
     * autocommit on.
     *
     * <p>Without this, the store uses transactions of its own, and refuses connections that come
     * with autocommit off.
     *
     * @param newApplication tells whether one is active, and when it has been committed
     * @return this builder
     */
    public Builder joining(ApplicationTransaction newApplication) {
      this.application = Objects.requireNonNull(newApplication, "application");
      return this;
    }

    /**
     * Sets a clock in the place of the database's, for tests that let a quarantine end. In
     * production the database's clock is the one that all machines share.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /** Sets how lost transactions are tried again, for tests. */
    Builder patience(Patience newPatience) {
      this.patience = newPatience;
      return this;
    }

    /**
     * Makes the store. Does not touch the database.
     *
     * @return a new store
     */
    public JdbcConferenceStore build() {
      return new JdbcConferenceStore(new Builder(this));
    }
  }
}
