using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Codes;

/// <summary>What a code would give that is not spent yet, for whoever could spend it. Spends nothing.</summary>
internal static class UnspentGrants
{
    // The conditions of codes.redeem and devices.redeem.
    private static readonly Statement ByCode = Statement.Read(
        "codes.find_unspent",
        """
        select data_json from authorization_codes
        where environment_id = @environment and id = @code and application_id = @application and redirect_uri = @redirect_uri
            and code_challenge = @challenge and redeemed_at is null and expires_at > @now
        """);

    private static readonly Statement ByDevice = Statement.Read(
        "devices.find_unspent",
        """
        select data_json from device_authorizations
        where environment_id = @environment and id = @device and application_id = @application
            and status = 'approved' and expires_at > @now
        """);

    /// <summary>The grant of an authorization code; null when it cannot be redeemed so.</summary>
    public static async Task<Grant?> FindByCodeAsync(
        IStatements statements,
        EnvironmentId environment,
        string code,
        AppId application,
        (string RedirectUri, string Challenge) matching,
        DateTimeOffset now,
        CancellationToken ct) =>
        GrantOf(await statements.FindAsync<string>(
            ByCode,
            new { environment, code, application, redirect_uri = matching.RedirectUri, challenge = matching.Challenge, now },
            ct));

    /// <summary>The grant of an approved device; null when there is none.</summary>
    public static async Task<Grant?> FindByDeviceAsync(
        IStatements statements,
        EnvironmentId environment,
        string device,
        AppId application,
        DateTimeOffset now,
        CancellationToken ct) =>
        GrantOf(await statements.FindAsync<string>(ByDevice, new { environment, device, application, now }, ct));

    private static Grant? GrantOf(string? data) => data is null ? null : Json.Read<RedeemableGrant>(data).Grant;
}
