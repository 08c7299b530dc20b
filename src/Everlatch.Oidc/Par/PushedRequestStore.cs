using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Par;

/// <summary>
/// Pushed authorization requests (RFC 9126): read as often as the person needs, taken away with the code that they lead to.
/// </summary>
internal static class PushedRequestStore
{
    private static readonly Statement Insert = Statement.Write(
        "pushed_requests.insert",
        """
        insert into pushed_requests (environment_id, id, application_id, data_json, created_at, expires_at)
        values (@environment, @request, @application, @data, @now, @expires_at)
        """);

    private static readonly Statement Find = Statement.Read(
        "pushed_requests.find",
        """
        select data_json from pushed_requests
        where environment_id = @environment and id = @request and application_id = @application and expires_at > @now
        """);

    private static readonly Statement Take = Statement.Write(
        "pushed_requests.take",
        "delete from pushed_requests where environment_id = @environment and id = @request and expires_at > @now");

    /// <summary>Keeps the parameters of a request.</summary>
    public static Task AddAsync(
        IStatements statements,
        EnvironmentId environment,
        string id,
        AppId application,
        string parameters,
        (DateTimeOffset Now, DateTimeOffset Expires) life,
        CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            new { environment, request = id, application, data = parameters, now = life.Now, expires_at = life.Expires },
            ct);

    /// <summary>The parameters that an application pushed; null when there are none.</summary>
    public static Task<string?> FindAsync(
        IStatements statements,
        EnvironmentId environment,
        string id,
        AppId application,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.FindAsync<string>(Find, new { environment, request = id, application, now }, ct);

    /// <summary>Takes it away; false when somebody else has.</summary>
    public static async Task<bool> TakeAsync(
        IStatements statements, EnvironmentId environment, string id, DateTimeOffset now, CancellationToken ct) =>
        await statements.ExecuteAsync(Take, new { environment, request = id, now }, ct) > 0;
}
