namespace Everlatch.Server.Api.Access;

/// <summary>
/// A route that people and API tokens may call too. The route's own <c>{tenant}</c> is compared with
/// theirs before the handler runs; a route without one must itself keep to <see cref="Caller.Tenant" />.
/// </summary>
internal sealed record OpenToTenants;
