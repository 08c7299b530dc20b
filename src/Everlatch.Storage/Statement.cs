namespace Everlatch.Storage;

/// <summary>One SQL statement that a build can send, under a name that metrics and tests know it by.</summary>
/// <remarks>
/// Statements are static readonly fields of their store, so that a test finds every one of them. A statement names its
/// environment
/// (<c>@environment</c>) unless it says why it does not.
/// </remarks>
public sealed class Statement
{
    private Statement(string name, string sql, bool writes)
    {
        Name = name;
        Sql = Rehearsal.Current?.Ask(sql) ?? sql;
        Writes = writes;
    }

    private Statement(Statement same)
    {
        (Name, Sql, Writes) = (same.Name, same.Sql, same.Writes);
        AcrossEnvironmentsBecause = same.AcrossEnvironmentsBecause;
        Engine = same.Engine;
        IsForStandby = same.IsForStandby;
    }

    /// <summary>Feature and act, such as <c>users.find_by_id</c>.</summary>
    public string Name { get; }

    /// <summary>The text, the same on every engine.</summary>
    public string Sql { get; }

    /// <summary>Whether it changes rows; SQLite admits one writer at a time.</summary>
    public bool Writes { get; }

    /// <summary>Why this statement looks at every environment; null when it names one.</summary>
    public string? AcrossEnvironmentsBecause { get; private init; }

    /// <summary>Whether a standby may answer it while there is no primary.</summary>
    public bool IsForStandby { get; private init; }

    /// <summary>The only engine that it is sent to; null for both.</summary>
    public string? Engine { get; private init; }

    /// <summary>A statement that only reads.</summary>
    public static Statement Read(string name, string sql) => new(name, sql, false);

    /// <summary>A statement that changes rows, with or without returning some.</summary>
    public static Statement Write(string name, string sql) => new(name, sql, true);

    /// <summary>The same statement, excused from naming an environment.</summary>
    public Statement AcrossEnvironments(string because) =>
        new(this) { AcrossEnvironmentsBecause = because };

    /// <summary>The same statement, of one engine alone: <c>postgres</c> or <c>sqlite</c>.</summary>
    public Statement On(string engine) => new(this) { Engine = engine };

    /// <summary>
    /// The same statement, which a standby may answer while there is no primary. Whoever sends it knows what to make of an answer
    /// that is some moments old, and that what is not there may only not have arrived.
    /// </summary>
    public Statement AlsoFromStandby() =>
        Writes ? throw new InvalidOperationException("A standby takes no writes.") : new(this) { IsForStandby = true };

    /// <inheritdoc />
    public override string ToString() => Name;
}
