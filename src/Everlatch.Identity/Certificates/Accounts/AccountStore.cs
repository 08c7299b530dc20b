using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Accounts;

/// <summary>Accounts with authorities as rows: one for an authority, of all environments of the region.</summary>
internal static class AccountStore
{
    private const string Why = "one account orders for all environments";

    private static readonly Statement Find = Statement
        .Read(
            "certificate_accounts.find",
            "select private_key_sealed, account_url from certificate_accounts where directory_url = @directory")
        .AcrossEnvironments(Why);

    // Whoever comes first makes the key; everybody else takes that.
    private static readonly Statement Insert = Statement
        .Write(
            "certificate_accounts.insert",
            """
            insert into certificate_accounts (directory_url, private_key_sealed, created_at) values (@directory, @key, @now)
            on conflict (directory_url) do nothing
            """)
        .AcrossEnvironments(Why);

    private static readonly Statement Opened = Statement
        .Write(
            "certificate_accounts.opened",
            "update certificate_accounts set account_url = @url where directory_url = @directory")
        .AcrossEnvironments(Why);

    private static readonly Statement Pause = Statement
        .Write(
            "certificate_accounts.pause",
            "update certificate_accounts set paused_until = @until where directory_url = @directory")
        .AcrossEnvironments(Why);

    private static readonly Statement Paused = Statement
        .Read(
            "certificate_accounts.count_paused",
            "select count(*) from certificate_accounts where directory_url = @directory and paused_until > @now")
        .AcrossEnvironments(Why);

    public static Task<AccountRow?> FindAsync(IStatements on, string directory, CancellationToken ct) =>
        on.FindAsync<AccountRow>(Find, new { directory }, ct);

    public static Task AddAsync(IStatements on, string directory, byte[] key, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Insert, new { directory, key, now }, ct);

    public static Task OpenedAsync(IStatements on, string directory, Uri url, CancellationToken ct) =>
        on.ExecuteAsync(Opened, new { directory, url = url.AbsoluteUri }, ct);

    public static Task PauseAsync(IStatements on, string directory, DateTimeOffset until, CancellationToken ct) =>
        on.ExecuteAsync(Pause, new { directory, until }, ct);

    public static async Task<bool> IsPausedAsync(
        IStatements on, string directory, DateTimeOffset now, CancellationToken ct) =>
        await on.FindAsync<long>(Paused, new { directory, now }, ct) > 0;
}
