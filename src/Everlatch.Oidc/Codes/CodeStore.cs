using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Storage;

namespace Everlatch.Oidc.Codes;

/// <summary>Authorization codes: written once, redeemed once, remembered until a second use would no longer matter.</summary>
internal static class CodeStore
{
    private const string InsertSql =
        """
        insert into authorization_codes (environment_id, id, application_id, grant_id, redirect_uri, code_challenge, data_json,
            created_at, expires_at)
        values (@environment, @code, @application, @grant, @redirect_uri, @challenge, @data, @now, @expires_at)
        """;

    private static readonly Statement Insert = Statement.Write("codes.insert", InsertSql);

    // A wrong client, address or verifier does not burn the code: it is the thief who is refused, not the client.
    private static readonly Statement Redeem = Statement.Write(
        "codes.redeem",
        """
        update authorization_codes set redeemed_at = @now
        where environment_id = @environment and id = @code and application_id = @application and redirect_uri = @redirect_uri
            and code_challenge = @challenge and redeemed_at is null and expires_at > @now
        returning
        """ + RedeemedRow.Columns);

    private static readonly Statement GiveBack = Statement.Write(
        "codes.give_back",
        """
        update authorization_codes set redeemed_at = null
        where environment_id = @environment and id = @code and redeemed_at = @redeemed
        """);

    private static readonly Statement Bring = Statement.Write(
        "codes.bring",
        $"""
        {InsertSql}
        on conflict (environment_id, id) do nothing
        """);

    private static readonly Statement NoteRedeemed = Statement.Write(
        "codes.note_redeemed",
        """
        update authorization_codes set redeemed_at = @redeemed
        where environment_id = @environment and id = @code and redeemed_at is null
        """);

    private static readonly Statement FindRedeemed = Statement.Read(
        "codes.find_redeemed",
        """
        select grant_id from authorization_codes
        where environment_id = @environment and id = @code and application_id = @application and redeemed_at is not null
        """);

    /// <summary>Adds a code.</summary>
    public static Task AddAsync(
        IStatements statements,
        EnvironmentId environment,
        string id,
        AuthorizationCode code,
        DateTimeOffset now,
        DateTimeOffset expires,
        CancellationToken ct) =>
        statements.ExecuteAsync(Insert, RowOf(environment, id, code, now, expires), ct);

    /// <summary>Redeems a code if all of it matches, in one round trip; null when it does not.</summary>
    public static Task<RedeemedRow?> RedeemAsync(
        IStatements statements,
        EnvironmentId environment,
        string id,
        AppId application,
        (string RedirectUri, string Challenge) matching,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<RedeemedRow>(
            Redeem,
            new { environment, code = id, application, redirect_uri = matching.RedirectUri, challenge = matching.Challenge, now },
            ct);

    /// <summary>Undoes what redeemed a code at one moment; how many codes that were.</summary>
    public static Task<int> GiveBackAsync(
        IStatements statements, EnvironmentId environment, string id, DateTimeOffset redeemed, CancellationToken ct) =>
        statements.ExecuteAsync(GiveBack, new { environment, code = id, redeemed }, ct);

    /// <summary>Adds a code that was given out in an outage, unless it is there.</summary>
    public static Task BringAsync(
        IStatements statements, EnvironmentId environment, string id, SealedCode code, CancellationToken ct) =>
        statements.ExecuteAsync(Bring, RowOf(environment, id, code.Code, code.IssuedAt, code.ExpiresAt), ct);

    /// <summary>Notes that a code was redeemed elsewhere; false when it was redeemed here too.</summary>
    public static async Task<bool> NoteRedeemedAsync(
        IStatements statements, EnvironmentId environment, string id, DateTimeOffset redeemed, CancellationToken ct) =>
        await statements.ExecuteAsync(NoteRedeemed, new { environment, code = id, redeemed }, ct) == 1;

    /// <summary>The grant of a code that was redeemed before; null when it was not.</summary>
    public static Task<GrantId?> FindRedeemedAsync(
        IStatements statements, EnvironmentId environment, string id, AppId application, CancellationToken ct) =>
        statements.FindAsync<GrantId?>(FindRedeemed, new { environment, code = id, application }, ct);

    private static object RowOf(
        EnvironmentId environment, string id, AuthorizationCode code, DateTimeOffset now, DateTimeOffset expires) => new
    {
        environment,
        code = id,
        application = code.Grant.Application,
        grant = code.Grant.Id,
        redirect_uri = code.RedirectUri,
        challenge = code.CodeChallenge,
        data = Json.Write(new RedeemableGrant(code.Grant, code.Nonce)),
        now,
        expires_at = expires,
    };
}
