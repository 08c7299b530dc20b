using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Applications;

/// <summary>Applications as rows.</summary>
internal static class ApplicationStore
{
    private const string Columns =
        """
        id, name, kind, first_party, redirect_uris_json, post_logout_redirect_uris_json, scopes_json, apis_json, jwks_json,
        signing_algorithm, settings_json, disabled_at, created_at, updated_at, version
        """;

    private static readonly Statement Insert = Statement.Write(
        "applications.insert",
        """
        insert into applications (environment_id, id, name, kind, first_party, redirect_uris_json, post_logout_redirect_uris_json,
            scopes_json, apis_json, jwks_json, signing_algorithm, settings_json, disabled_at, created_at, updated_at, version)
        values (@environment, @application, @name, @kind, @firstParty, @redirects, @postLogout,
            @scopes, @apis, cast(@jwks as text), @algorithm, @settings, null, @now, @now, 1)
        """);

    private static readonly Statement Find = Statement.Read(
        "applications.find", $"select {Columns} from applications where environment_id = @environment and id = @application");

    private static readonly Statement List = Statement.Read(
        "applications.page",
        $"select {Columns} from applications where environment_id = @environment and id > @after order by id limit @limit");

    // A disabled application keeps the moment it was first disabled at.
    private static readonly Statement Change = Statement.Write(
        "applications.update",
        $"""
        update applications set name = @name, first_party = @firstParty, redirect_uris_json = @redirects,
            post_logout_redirect_uris_json = @postLogout, scopes_json = @scopes, apis_json = @apis,
            jwks_json = cast(@jwks as text),
            signing_algorithm = @algorithm, settings_json = @settings,
            disabled_at = case when @disabled = 1 then coalesce(disabled_at, @now) else null end,
            updated_at = @now, version = version + 1
        where environment_id = @environment and id = @application and version = @version
        returning {Columns}
        """);

    // Writes nothing new: the row's lock makes writers of the application's secrets take turns.
    private static readonly Statement Hold = Statement.Write(
        "applications.hold",
        $"""
        update applications set version = version
        where environment_id = @environment and id = @application
        returning {Columns}
        """);

    private static readonly Statement Remove = Statement.Write(
        "applications.delete", "delete from applications where environment_id = @environment and id = @application");

    /// <summary>Adds an application.</summary>
    public static Task AddAsync(
        IStatements statements, EnvironmentId environment, Application application, CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            ApplicationRow.Parameters(environment, application, application.CreatedAt),
            ct);

    /// <summary>One application.</summary>
    public static async Task<Application?> FindAsync(
        IStatements statements, EnvironmentId environment, AppId application, CancellationToken ct) =>
        (await statements.FindAsync<ApplicationRow>(Find, new { environment, application }, ct))?.ToApplication();

    /// <summary>Up to <paramref name="limit" /> applications after an id.</summary>
    public static async Task<Page<Application>> PageAsync(
        IStatements statements, EnvironmentId environment, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<ApplicationRow>(
            List, new { environment, after = after ?? "", limit = limit + 1L }, ct);
        return Page.Cut([.. rows.Select(row => row.ToApplication())], limit, application => application.Id.Value);
    }

    /// <summary>Changes an application; null when its version is another by now.</summary>
    public static async Task<Application?> UpdateAsync(
        IStatements statements, EnvironmentId environment, Application application, DateTimeOffset now, CancellationToken ct) =>
        (await statements.FindAsync<ApplicationRow>(
            Change,
            ApplicationRow.Parameters(environment, application, now),
            ct))?.ToApplication();

    /// <summary>
    /// Reads an application and makes other writers of it wait until the transaction ends; null when there is none.
    /// </summary>
    public static async Task<Application?> HoldAsync(
        ITransaction transaction, EnvironmentId environment, AppId application, CancellationToken ct) =>
        (await transaction.FindAsync<ApplicationRow>(Hold, new { environment, application }, ct))?.ToApplication();

    /// <summary>Takes an application away.</summary>
    public static Task<int> DeleteAsync(
        IStatements statements, EnvironmentId environment, AppId application, CancellationToken ct) =>
        statements.ExecuteAsync(Remove, new { environment, application }, ct);
}
