using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Apis;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>Nobody gives what they do not hold.</summary>
public sealed class EscalationTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    [Fact]
    public async Task A_client_makes_clients_with_at_most_its_own_scopes()
    {
        var caller = await server.CallerAsync(server.A, ManagementScopes.ClientsWrite, ManagementScopes.ApisRead);

        (await MakeAsync(caller, ManagementScopes.ApisRead)).Is(HttpStatusCode.Created);
        (await MakeAsync(caller, ManagementScopes.UsersWrite)).Refuses(403, "EL1616");
        (await MakeAsync(caller, ManagementScopes.Operator)).Refuses(403, "EL1616");
    }

    [Fact]
    public async Task Nobody_gives_the_operator_scope_but_the_operator_in_their_own_environment()
    {
        var operatorCaller = await server.OperatorAsync();
        var owner = await server.CallerAsync(server.A, [.. ManagementScopes.All]);

        (await MakeAsync(operatorCaller, ManagementScopes.Operator)).Is(HttpStatusCode.Created);
        (await MakeAsync(owner, ManagementScopes.Operator)).Refuses(403, "EL1616");
        (await MakeAsync(operatorCaller, server.A, ManagementScopes.Operator)).Refuses(403, "EL1616");
        (await MakeAsync(operatorCaller, server.A, ManagementScopes.UsersWrite)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_client_cannot_widen_itself_or_take_over_a_stronger_one()
    {
        var caller = await server.CallerAsync(server.A, ManagementScopes.ClientsWrite, ManagementScopes.ClientsRead);
        var (strong, _) = await server.MachineClientAsync(server.A, [ManagementScopes.UsersWrite]);
        var (weak, _) = await server.MachineClientAsync(server.A, [ManagementScopes.ClientsRead]);

        var self = await UpdateAsync(caller, caller.ClientId, ManagementScopes.ClientsWrite, ManagementScopes.UsersWrite);
        self.Refuses(403, "EL1616");

        // Taking scopes away leaves secrets and keys behind that the caller would choose.
        (await UpdateAsync(caller, strong.Value)).Refuses(403, "EL1616");
        (await caller.PostAsync($"{caller.Own}/machine-clients/{strong}/secrets", new { })).Refuses(403, "EL1616");
        (await caller.PostAsync($"{caller.Own}/machine-clients/{weak}/secrets", new { })).Is(HttpStatusCode.Created);
        (await UpdateAsync(caller, weak.Value, ManagementScopes.ClientsRead)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_allows_only_what_its_maker_may()
    {
        var caller = await server.CallerAsync(server.A, ManagementScopes.RolesWrite, ManagementScopes.TenantsRead);

        (await RoleAsync(caller, "reader", ManagementScopes.TenantsRead, "invoices:read")).Is(HttpStatusCode.Created);
        (await RoleAsync(caller, "writer", ManagementScopes.TenantsWrite)).Refuses(403, "EL1616");
    }

    [Fact]
    public async Task A_client_gives_roles_that_open_the_management_api_only_as_far_as_its_own_scopes()
    {
        var owner = await server.OwnerAsync();
        var narrow = await server.CallerAsync(server.A, ManagementScopes.TenantsWrite);
        var far = await server.CallerAsync(server.Operator, ManagementScopes.Operator, ManagementScopes.TenantsWrite);
        var wide = await server.CallerAsync(server.A, ManagementScopes.TenantsWrite, ManagementScopes.TokensWrite);
        (await RoleAsync(owner, "token-maker", ManagementScopes.TokensWrite)).Is(HttpStatusCode.Created);
        (await RoleAsync(owner, "biller", "invoices:write")).Is(HttpStatusCode.Created);
        var tenant =
            (await owner.PostAsync($"{owner.Own}/tenants", new { key = "given", name = "Given" })).Is(HttpStatusCode.Created).Id;
        var given = new { email = "given@example.com", name = "Given", email_verified = true };
        var user = (await owner.PostAsync($"{owner.Own}/users", given)).Is(HttpStatusCode.Created).Id;
        var path = $"{owner.Own}/tenants/{tenant}";

        foreach (var caller in new[] { narrow, far })
        {
            (await InviteAsync(caller, path, "token-maker")).Refuses(403, "EL1327");
            (await JoinAsync(caller, path, user, "token-maker")).Refuses(403, "EL1327");
            (await InviteAsync(caller, path, "biller")).Is(HttpStatusCode.Created);
        }

        (await InviteAsync(wide, path, "token-maker")).Is(HttpStatusCode.Created);
        (await JoinAsync(wide, path, user, "token-maker")).Is(HttpStatusCode.Created);
    }

    private static Task<Answer> InviteAsync(ManagementCaller caller, string tenant, string role) =>
        caller.PostAsync($"{tenant}/invitations", new { email = "invited@example.com", roles = new[] { role } });

    private static Task<Answer> JoinAsync(ManagementCaller caller, string tenant, string user, string role) =>
        caller.PostAsync($"{tenant}/memberships", new { user, roles = new[] { role } });

    private static Task<Answer> RoleAsync(ManagementCaller caller, string key, params string[] permissions) =>
        caller.PostAsync($"{caller.Own}/roles", new { key, name = "Role", permissions });

    private Task<Answer> MakeAsync(ManagementCaller caller, params string[] scopes) =>
        caller.PostAsync($"{caller.Own}/machine-clients", Body(caller.Environment, scopes));

    private Task<Answer> MakeAsync(ManagementCaller caller, EnvironmentId environment, params string[] scopes) =>
        caller.PostAsync($"/api/v1/environments/{environment}/machine-clients", Body(environment, scopes));

    private async Task<Answer> UpdateAsync(ManagementCaller caller, string client, params string[] scopes)
    {
        var path = $"{caller.Own}/machine-clients/{client}";
        return await caller.PutAsync(path, Body(caller.Environment, scopes), (await caller.GetAsync(path)).ETag ?? "\"1\"");
    }

    private object Body(EnvironmentId environment, string[] scopes)
    {
        var api = server.Services.GetRequiredService<IDirectory>().Current
            .Environments[environment].ApisByAudience[ManagementScopes.Audience].Id.Value;
        return new { name = "Made", apis = new[] { new { api, scopes } } };
    }
}
