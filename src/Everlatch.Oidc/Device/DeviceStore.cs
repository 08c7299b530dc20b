using Everlatch.Core.Ids;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Device;

/// <summary>
/// Device authorizations. A row is found by the hash of its device code, or by its user code while nobody has answered.
/// </summary>
internal static class DeviceStore
{
    private static readonly Statement Insert = Statement.Write(
        "devices.insert",
        """
        insert into device_authorizations
            (environment_id, id, user_code, application_id, data_json, status, created_at, expires_at)
        values (@environment, @device, @user_code, @application, @data, 'pending', @now, @expires_at)
        on conflict do nothing
        """);

    private static readonly Statement FindPending = Statement.Read(
        "devices.find_pending",
        """
        select data_json from device_authorizations
        where environment_id = @environment and user_code = @user_code and status = 'pending' and expires_at > @now
        """);

    private static readonly Statement Decide = Statement.Write(
        "devices.decide",
        """
        update device_authorizations set status = @status, grant_id = @grant, data_json = @data
        where environment_id = @environment and user_code = @user_code and status = 'pending' and expires_at > @now
        """);

    private static readonly Statement Redeem = Statement.Write(
        "devices.redeem",
        """
        update device_authorizations set status = 'redeemed', last_polled_at = @now
        where environment_id = @environment and id = @device and application_id = @application
            and status = 'approved' and expires_at > @now
        returning
        """ + RedeemedRow.Columns);

    private static readonly Statement GiveBack = Statement.Write(
        "devices.give_back",
        """
        update device_authorizations set status = 'approved'
        where environment_id = @environment and id = @device and status = 'redeemed' and last_polled_at = @redeemed
        """);

    private static readonly Statement FindStatus = Statement.Read(
        "devices.find_status",
        """
        select status, last_polled_at, expires_at from device_authorizations
        where environment_id = @environment and id = @device and application_id = @application
        """);

    private static readonly Statement Touch = Statement.Write(
        "devices.touch",
        "update device_authorizations set last_polled_at = @now where environment_id = @environment and id = @device");

    /// <summary>Adds one; false when its user code is taken.</summary>
    public static async Task<bool> AddAsync(
        IStatements statements,
        EnvironmentId environment,
        (string Device, string UserCode) codes,
        DeviceRequest request,
        (DateTimeOffset Now, DateTimeOffset Expires) life,
        CancellationToken ct) =>
        await statements.ExecuteAsync(
            Insert,
            new
            {
                environment,
                device = codes.Device,
                user_code = codes.UserCode,
                application = request.Application,
                data = Json.Write(request),
                now = life.Now,
                expires_at = life.Expires,
            },
            ct) > 0;

    /// <summary>What waits under a user code.</summary>
    public static async Task<DeviceRequest?> FindPendingAsync(
        IStatements statements, EnvironmentId environment, string userCode, DateTimeOffset now, CancellationToken ct) =>
        await statements.FindAsync<string>(FindPending, new { environment, user_code = userCode, now }, ct) is { } data
            ? Json.Read<DeviceRequest>(data)
            : null;

    /// <summary>Allows what waits under a user code; false when nothing does.</summary>
    public static Task<bool> ApproveAsync(
        IStatements statements,
        EnvironmentId environment,
        string userCode,
        Grant grant,
        DateTimeOffset now,
        CancellationToken ct) =>
        DecideAsync(
            statements,
            new
            {
                environment,
                user_code = userCode,
                status = DeviceStatus.Approved,
                grant = (GrantId?)grant.Id,
                data = Json.Write(new RedeemableGrant(grant, null)),
                now,
            },
            ct);

    /// <summary>Refuses what waits under a user code; false when nothing does.</summary>
    public static Task<bool> DenyAsync(
        IStatements statements, EnvironmentId environment, string userCode, DateTimeOffset now, CancellationToken ct) =>
        DecideAsync(
            statements,
            new { environment, user_code = userCode, status = DeviceStatus.Denied, grant = (GrantId?)null, data = "{}", now },
            ct);

    /// <summary>Gives an approved device its grant, once and in one round trip.</summary>
    public static Task<RedeemedRow?> RedeemAsync(
        IStatements statements,
        EnvironmentId environment,
        string device,
        AppId application,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<RedeemedRow>(Redeem, new { environment, device, application, now }, ct);

    /// <summary>Undoes what redeemed a device code at one moment; how many codes that were.</summary>
    public static Task<int> GiveBackAsync(
        IStatements statements, EnvironmentId environment, string device, DateTimeOffset redeemed, CancellationToken ct) =>
        statements.ExecuteAsync(GiveBack, new { environment, device, redeemed }, ct);

    /// <summary>Where it stands, and notes that it was asked for; null when there is none.</summary>
    public static async Task<DevicePoll?> PollAsync(
        IStatements statements,
        EnvironmentId environment,
        string device,
        AppId application,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var poll = await statements.FindAsync<PollRow>(FindStatus, new { environment, device, application }, ct);
        if (poll is { Status: DeviceStatus.Pending })
        {
            await statements.ExecuteAsync(Touch, new { environment, device, now }, ct);
        }

        return poll is null ? null : new DevicePoll(poll.Status, poll.LastPolledAt, poll.ExpiresAt);
    }

    private static async Task<bool> DecideAsync(IStatements statements, object decision, CancellationToken ct) =>
        await statements.ExecuteAsync(Decide, decision, ct) > 0;

    private sealed record PollRow
    {
        public string Status { get; init; } = "";

        public DateTimeOffset? LastPolledAt { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }
    }
}
