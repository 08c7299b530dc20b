using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Server.Api.Http;
using Microsoft.Net.Http.Headers;

namespace Everlatch.Server.Api.Access;

/// <summary>Decides whether a request may reach its handler: token, scope, environment and tenant, in this order.</summary>
internal sealed class Admission(CallerTokens tokens, IDirectory directory)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null lets the request in, and its caller is a feature of it from then on.</summary>
    public async Task<Problem?> CheckAsync(HttpContext context)
    {
        if (TokenOf(context.Request) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"management\"";
            return ApiErrors.TokenMissing;
        }

        if (await tokens.FindCallerAsync(token, context) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"management\", error=\"invalid_token\"";
            return ApiErrors.TokenInvalid;
        }

        var endpoint = context.GetEndpoint()!;
        var scope = endpoint.Metadata.GetRequiredMetadata<RequiredScope>().Scope;
        var open = caller.Tenant is null || endpoint.Metadata.GetMetadata<OpenToTenants>() is not null;
        if (!open || !caller.Scopes.Contains(scope))
        {
            // RFC 6750 §3.1
            context.Response.Headers.WWWAuthenticate =
                $"Bearer realm=\"management\", error=\"insufficient_scope\", scope=\"{scope}\"";
            return ApiErrors.ScopeMissing(scope);
        }

        context.Features.Set(caller);
        return Reaches(caller, context) ? null : ApiErrors.Unknown;
    }

    // An environment or tenant that is not the caller's own is answered like one that does not exist.
    private bool Reaches(Caller caller, HttpContext context)
    {
        var route = context.Request.RouteValues;
        if (route.TryGetValue("environment", out var named))
        {
            if (!EnvironmentId.TryParse(named as string, out var environment)
                || (environment != caller.Environment && !caller.IsOperator)
                || !directory.Current.Environments.TryGetValue(environment, out var entry))
            {
                return false;
            }

            context.Features.Set(entry);
        }

        return caller.Tenant is not { } own
            || !route.TryGetValue("tenant", out var tenant)
            || own.Value == tenant as string;
    }

    // Only the header counts: a token in a body or a query ends up in logs (RFC 6750 §5.3).
    private static string? TokenOf(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization] is [{ } header]
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;
}
