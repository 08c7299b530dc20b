using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>The tables of living servers and of what they need.</summary>
internal static class ServerTables
{
    /// <summary>Makes the first where it is not.</summary>
    public const string CreateServers =
        $"""
        create table if not exists {OwnTables.Servers} (
            instance text primary key, release text not null, digest text not null, seen_at bigint not null)
        """;

    /// <summary>Makes the second where it is not. What a release needs is as NeedsText writes it.</summary>
    public const string CreateContracts =
        $"""
        create table if not exists {OwnTables.Contracts} (
            digest text not null, release text not null, needs text not null, kept bigint not null default 0,
            recorded_at bigint not null, primary key (digest, release))
        """;

    private const long DayInMilliseconds = 24 * 60 * 60 * 1000L;

    // Contract steps take out the dead, after a look. Where none ever runs, rows of servers that were killed would pile up; a
    // month is longer than any database was away.
    private const long MonthInMilliseconds = 30 * DayInMilliseconds;

    /// <summary>Forgets servers that are gone for a month, and what only they needed.</summary>
    public static IEnumerable<string> Forget(RunnerEngine rules) =>
    [
        $"delete from {OwnTables.Servers} where seen_at < {rules.Now} - {MonthInMilliseconds}",
        $"""
        delete from {OwnTables.Contracts} where kept = 0 and recorded_at < {rules.Now} - {DayInMilliseconds}
            and not exists (select 1 from {OwnTables.Servers} s
                where s.digest = {OwnTables.Contracts}.digest and s.release = {OwnTables.Contracts}.release)
        """,
    ];
}
