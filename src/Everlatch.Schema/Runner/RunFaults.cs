using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Runner;

/// <summary>The faults of a run by their ids, and how to go on after each.</summary>
internal static class RunFaults
{
    /// <summary>The id of a catalog that is nobody's.</summary>
    public const string UnknownId = "EL1844";

    /// <summary>The id of a step that did not make what it must.</summary>
    public const string DiffersId = "EL1835";

    /// <summary>The id of a look that took too long.</summary>
    public const string NotSeenId = "EL1876";

    /// <summary>How to go on when somebody asked it to stop.</summary>
    public const string AfterCancelling = "Run it again: it goes on after the last batch or step that is recorded.";

    /// <summary>The session is not the database's own.</summary>
    public static SchemaException Pooler(string seen) => new(
        "EL1830", $"A direct session was expected, and a pooler was found that shares one between clients: {seen}. "
            + "The lock and the time limits of a migration live in a session.");

    /// <summary>Somebody else may have been at work meanwhile.</summary>
    public static SchemaException LockLost(string when) => new(
        "EL1831",
        $"The lock was expected to be held {when}, and it was not: another runner may have been at work at the same time.");

    /// <summary>Another runner held it too long.</summary>
    public static SchemaException Busy(LockOwner? owner, TimeSpan waited) => new(
        "EL1832",
        $"Another runner has held the lock for the {Words.Of(waited)} that were waited: "
        + $"{owner?.ToString() ?? "nobody could be seen"}.");

    /// <summary>A file is not what was applied.</summary>
    public static SchemaException Edited(Migration migration, LedgerEntry entry) => new(
        "EL1833",
        $"{migration.Step} was applied to this database by release {entry.Release} with the hash {entry.Sha256[..12]}…, and this "
            + $"build's file has {migration.Sha256[..12]}…: it was edited after that.", migration.File);

    /// <summary>It never got its locks.</summary>
    public static SchemaException NeverFree(string what, string? file, TimeSpan tried, IReadOnlyList<Blocker> blockers) => new(
        "EL1834", $"{what} was tried for {Words.Of(tried)} and never got the locks that it needs. In the way: "
            + $"{(blockers.Count == 0 ? "nobody that could be seen" : string.Join("; ", blockers))}.", file);

    /// <summary>A step did not make what it must.</summary>
    public static SchemaException Differs(Migration migration, IEnumerable<string> differences) => new(
        DiffersId,
        $"{migration.Step} was expected to make what the contract says, and the catalog differs: "
        + $"{string.Join("; ", differences)}.",
        migration.File);

    /// <summary>Rows point to nothing after a step.</summary>
    public static SchemaException Broken(Migration migration, IReadOnlyList<string> violations) => new(
        "EL1840",
        $"{migration.Step} would break what tables promise each other: {string.Join("; ", violations.Distinct().Take(10))}.",
        migration.File);

    /// <summary>The contract was made of other files.</summary>
    public static SchemaException OtherBuild(string engine, string difference) => new(
        "EL1843", $"The contract was expected to be made of this build's migrations, and it was not: {difference}.",
        $"Contracts/{engine}.contract");

    /// <summary>There is no ledger, and the catalog is no state that the migrations lead to.</summary>
    public static SchemaException Unknown(string nearest, IEnumerable<string> differences) => new(
        UnknownId,
        "The database has no ledger. It was expected to be empty or to be what the first migrations make, and it is neither; "
            + $"nearest is {nearest}, from which it differs: {string.Join("; ", differences)}.");

    /// <summary>Neither history continues the other.</summary>
    public static SchemaException Parted(IEnumerable<string> recorded, IEnumerable<string> pending) => new(
        "EL1845",
        $"The database has steps that this build does not know ({string.Join(", ", recorded)}) and lacks steps that it has "
            + $"({string.Join(", ", pending)}): neither history continues the other.");

    /// <summary>A release to keep that nobody knows.</summary>
    public static SchemaException UnknownRelease(string release, IEnumerable<string> known) => new(
        "EL1846",
        $"Release {release} is to be kept, and neither this build nor the database knows what it needs. "
            + $"Known are {string.Join(", ", known)}.")
    {
        IsWrongUsage = true,
    };

    /// <summary>A server that lives and did not say what it needs.</summary>
    public static SchemaException UnknownNeeds(string instance, string release) => new(
        "EL1847",
        $"Server {instance} of release {release} lives, and the database does not hold what it needs: no contract step is safe.");

    /// <summary>The time for a look was over, or somebody's lock was in the way.</summary>
    public static SchemaException NotSeen(TimeSpan patience, IReadOnlyList<Blocker> lockers, Exception e) => new(
        NotSeenId,
        $"The schema could not be looked at within {Words.Of(patience)}, so that nothing is known of it: "
            + (lockers.Count == 0
                ? $"the database was slow or locked. {FirstLine((e.InnerException ?? e).Message)}"
                : $"a lock is in the way. Who holds one: {string.Join("; ", lockers)}."),
        inner: e);

    /// <summary>There is no register of servers yet.</summary>
    public static SchemaException NoRegister(Exception e) => new(
        "EL1875", $"The database has no register of servers; 'schema apply' makes it: {FirstLine(e.Message)}", inner: e);

    /// <summary>A backfill cannot go through its table.</summary>
    public static SchemaException Backfill(Migration migration, string because) => new(
        "EL1842", $"{migration.Step} cannot go through its table in batches: {because}.", migration.File);

    /// <summary>The lock's file cannot be made.</summary>
    public static SchemaException LockFile(string path, Exception e) => new(
        "EL1837", $"The lock's file {path} cannot be opened for writing: {e.Message}", inner: e);

    /// <summary>What the engine said, while a statement ran or before any did.</summary>
    public static SchemaException Of(FaultKind kind, Exception e, Migration? migration = null, SqlText? statement = null)
    {
        var said = FirstLine(e.Message);
        var (id, message) = kind switch
        {
            FaultKind.Locked => ("EL1834", $"A lock is held by others: {said}"),
            FaultKind.TooLong => ("EL1841", $"A statement took longer than its time limit: {said}"),
            FaultKind.ReadOnly => ("EL1836", $"A primary was expected, and the database takes no writes: {said}"),
            FaultKind.NoRights => ("EL1837", $"The role lacks a right that it needs: {said}"),
            FaultKind.Full => ("EL1838", $"The database's disk is full: {said}"),
            FaultKind.Lost => ("EL1839", $"The database does not answer, or the connection to it was lost: {said}"),
            _ => ("EL1840", $"The engine refused a statement: {said}"),
        };
        return new SchemaException(id, message, migration?.File, statement is null ? null : LineOf(statement, e), e);
    }

    /// <summary>All steps are recorded, and the schema is not what they make.</summary>
    public static SchemaException DoesNotFit(SchemaVerdict verdict) => new(
        "EL1848", $"Every step is recorded as done, and the schema does not fit: {string.Join(" ", Sentences.Of(verdict))}");

    /// <summary>What to do, in one sentence.</summary>
    public static string HowToGoOn(SchemaException fault) => fault.Id switch
    {
        "EL1830" => "Give the address of the database itself, or of a pool in session mode, and run it again.",
        "EL1832" => "Wait until that runner is done, or end it, and run it again.",
        "EL1833" => "Put the file back as it was released, and write the change as a new migration.",
        "EL1834" or NotSeenId => "End the sessions in the way or wait until they are done, and run it again.",
        DiffersId =>
            "Nothing of the step is recorded as done. Mend the migration, the contract or the database, and run it again.",
        "EL1836" => "Give the address of the primary, and run it again.",
        "EL1820" or "EL1837" => "Give the role the right, or name another, and run it again.",
        "EL1838" => "Make room, and run it again.",
        "EL1824" or "EL1825" or ['E', 'L', '1', '8', '0' or '1', _] =>
            "Mend the build's files, and run it again: nothing was changed in the database.",
        "EL1840" or "EL1841" or "EL1842" => "Mend the file, and run it again: the steps before it are recorded and stay.",
        "EL1843" => "Make the contract again from the migrations.",
        UnknownId => "Bring the database to a state that the migrations lead to, or start with an empty one.",
        "EL1845" => "Deploy a build that knows both.",
        "EL1847" => "End that server, or give it the right to write schema_servers and schema_contracts, and run it again.",
        "EL1848" => "Look at it with 'everlatch schema diff', and put back what was changed beside the migrations.",
        "EL1846" => "Name a release under Released/, or one that the database keeps.",
        _ => "Run it again: it goes on after the last step that is recorded.",
    };

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.') + ".";

    // PostgreSQL's driver says where in the statement the fault is, counted from 1.
    private static int LineOf(SqlText statement, Exception e) =>
        e.Data["Position"] is int position and > 0 && position <= statement.Sql.Length
            ? statement.Line + statement.Sql.AsSpan(0, position - 1).Count('\n')
            : statement.Line;
}
