namespace Everlatch.Server.Tests.Isolation;

/// <summary>
/// A body that each operation accepts. A new operation with a body needs one here, or the isolation tests fail.
/// </summary>
internal static class ExampleBodies
{
    public static object Of(Operation operation, Estate estate) => operation.Id switch
    {
        "CreateEnvironment" => new { name = "New", region = "eu" },
        "UpdateEnvironment" => new { name = "Renamed", settings = new { } },
        "AddHost" => new { host = $"more.{estate.Mark}.example" },
        "AddDomain" => new { host = $"more.{estate.Mark}.example.com", tenant = estate["tenant", ""] },
        "MakeDomainLink" => new { hours = 24 },
        "BrandDomain" => new { primary_color = "#663399" },
        "UploadDomainCertificate" => estate.NewCertificate(),
        "CreateRole" => new { key = "new-" + estate.Mark, name = "New", permissions = new[] { "invoices:read" } },
        "UpdateRole" => new { name = "Renamed", permissions = new[] { "invoices:read" } },
        "CreateApplication" => new { name = "New", kind = "web", redirect_uris = new[] { "https://new.example/callback" } },
        "UpdateApplication" => new { name = "Renamed", redirect_uris = new[] { "https://new.example/callback" } },
        "CreateMachineClient" => new { name = "New" },
        "UpdateMachineClient" => new { name = "Renamed" },
        "AddApplicationSecret" or "AddMachineClientSecret" or "AddApiTokenSecret" => new { },
        "CreateApi" => new { audience = $"https://new.{estate.Mark}.example/", name = "New" },
        "UpdateApi" => new { name = "Renamed" },
        "RotateKey" => new { algorithm = "ES256" },
        "CreateUser" => new { email = $"new@{estate.Mark}.example", name = "New" },
        "UpdateUser" => new { name = "Renamed" },
        "CreateTenant" => new { key = "new-" + estate.Mark, name = "New" },
        "UpdateTenant" => new { name = "Renamed" },
        "AddMembership" => new { user = estate["stranger", ""], roles = Array.Empty<string>() },
        "ChangeRoles" => new { roles = new[] { estate.RoleKey } },
        "Invite" => new { email = $"new@{estate.Mark}.example", roles = Array.Empty<string>() },
        "CreateApiToken" => new
        {
            name = "New", tenant = estate["tenant", ""], roles = new[] { estate.RoleKey }, permissions = new[] { "tenants:read" },
        },
        _ => throw new InvalidOperationException($"The operation '{operation.Id}' takes a body; give it an example."),
    };
}
