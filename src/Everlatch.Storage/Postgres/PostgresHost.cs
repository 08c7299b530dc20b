using Npgsql;

namespace Everlatch.Storage.Postgres;

/// <summary>One host of the connection string: the pool of its connections, and one more to look at it with.</summary>
/// <remarks>
/// Statements hang on a host that hangs, and would hang again on each attempt to find that out. So nobody but the look ever finds
/// out: over a connection of its own, in a second, and never in the way of a request.
/// </remarks>
internal sealed class PostgresHost : IAsyncDisposable
{
    private const string OperatorIntervened = "57P";

    // Seconds. A host that needs longer for one setting does not answer anybody in time.
    private const int Patience = 1;

    // So many looks in a row have to agree before a host that answered counts as silent, or the other way round.
    private const int Enough = 2;

    private static readonly Statement FindRole = Statement
        .Read(
            "postgres.find_role",
            """
            select case
                when pg_is_in_recovery() then 'standby'
                when current_setting('transaction_read_only') = 'on' then 'read_only'
                else 'primary'
            end
            """)
        .On("postgres")
        .AcrossEnvironments("it asks for the host's role");

    private readonly string looking;
    private NpgsqlConnection? look;
    private HostRole seen;
    private int times;
    private volatile HostRole role;

    /// <summary>Takes the address of one host.</summary>
    public PostgresHost(string connectionString)
    {
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
        looking = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = Patience,
            CommandTimeout = Patience,
            CancellationTimeout = -1,
            MaxAutoPrepare = 0,
        }.ConnectionString;
    }

    /// <summary>Its address.</summary>
    public string ConnectionString { get; }

    /// <summary>Its connections.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>What it counts as.</summary>
    public HostRole Role => role;

    /// <summary>Whether the last look saw something else than it counts as: one more look tells.</summary>
    public bool IsInDoubt => seen != role;

    /// <summary>Looks once; takes two seconds at the most.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        try
        {
            Note(await AskAsync(ct));
        }
        catch (PostgresException e) when (!e.SqlState.StartsWith(OperatorIntervened, StringComparison.Ordinal))
        {
            // It answers, though not this: one without a session to spare goes on serving those that it has.
            await DropAsync();
        }
        catch (Exception e) when (DatabaseStatements.IsFault(e) && !ct.IsCancellationRequested)
        {
            await DropAsync();
            Note(HostRole.Silent);
        }
    }

    /// <summary>Forgets what was seen.</summary>
    public void Forget() => (role, seen, times) = (HostRole.Unknown, HostRole.Unknown, 0);

    public async ValueTask DisposeAsync()
    {
        await DropAsync();
        await Source.DisposeAsync();
    }

    // A change of role, such as a promotion, counts at once: both are answers.
    private void Note(HostRole now)
    {
        (seen, times) = (now, now == seen ? times + 1 : 1);
        var atOnce = role == HostRole.Unknown || (role != HostRole.Silent && now != HostRole.Silent);
        if (now == role || (!atOnce && times < Enough))
        {
            return;
        }

        role = now;

        // What is open leads nowhere, or to a role that is over.
        Source.Clear();
    }

    private async Task<HostRole> AskAsync(CancellationToken ct)
    {
        if (look is null)
        {
            look = new NpgsqlConnection(looking);
            await look.OpenAsync(ct);
        }

        await using var command = new NpgsqlCommand(FindRole.Sql, look);
        return RoleOf((string?)await command.ExecuteScalarAsync(ct));
    }

    private static HostRole RoleOf(string? word) => word switch
    {
        "primary" => HostRole.Primary,
        "read_only" => HostRole.ReadOnly,
        _ => HostRole.Standby,
    };

    private async ValueTask DropAsync()
    {
        if (look is { } broken)
        {
            look = null;
            await broken.DisposeAsync();
        }
    }
}
