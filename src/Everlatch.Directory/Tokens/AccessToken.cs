using System.Collections.Immutable;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Everlatch.Directory.Tokens;

/// <summary>A verified access token of ours (RFC 9068).</summary>
public sealed class AccessToken
{
    internal AccessToken(JsonWebToken jwt)
    {
        Jwt = jwt;
        Audiences = [.. jwt.Audiences];
        Scopes = Text("scope") is { Length: > 0 } scope ? [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)] : [];
        Permissions = Words("permissions");
        Roles = Words("roles");
    }

    /// <summary>The token with all its claims.</summary>
    public JsonWebToken Jwt { get; }

    /// <summary>The issuer it was issued at.</summary>
    public string Issuer => Jwt.Issuer;

    /// <summary>A user's id, or the client_id of a machine or API token.</summary>
    public string Subject => Jwt.Subject;

    /// <summary>The client it was issued to.</summary>
    public string ClientId => Text("client_id")!;

    /// <summary>Its own id.</summary>
    public string Jti => Jwt.Id;

    /// <summary>APIs it is for.</summary>
    public ImmutableArray<string> Audiences { get; }

    /// <summary>Scopes it carries.</summary>
    public ImmutableArray<string> Scopes { get; }

    /// <summary>Permissions it carries; those of a person or an API token in their tenant.</summary>
    public ImmutableArray<string> Permissions { get; }

    /// <summary>Roles of the person in the tenant.</summary>
    public ImmutableArray<string> Roles { get; }

    /// <summary>The tenant it acts in; null for a machine's.</summary>
    public string? TenantId => Text("tenant_id");

    /// <summary>
    /// The user behind it: the subject of a person's token, the owner of an API token; null for a machine's or a tenant's.
    /// </summary>
    public string? UserId => SessionId is not null || GrantId is not null ? Subject : Text("user_id");

    /// <summary>The session it came from; null without one.</summary>
    public string? SessionId => Text("sid");

    /// <summary>The grant it came from; null without one.</summary>
    public string? GrantId => Text("gid");

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt => new(Jwt.IssuedAt, TimeSpan.Zero);

    /// <summary>When it ends.</summary>
    public DateTimeOffset ExpiresAt => new(Jwt.ValidTo, TimeSpan.Zero);

    /// <summary>Never the token: it must not reach a log by accident.</summary>
    public override string ToString() => "[access token]";

    private string? Text(string claim) => Jwt.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private ImmutableArray<string> Words(string claim) =>
        Jwt.TryGetPayloadValue<string[]>(claim, out var words) ? [.. words] : [];
}
