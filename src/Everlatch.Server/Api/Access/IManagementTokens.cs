using Everlatch.Directory;

namespace Everlatch.Server.Api.Access;

/// <summary>Tells a caller by an access token.</summary>
internal interface IManagementTokens
{
    /// <summary>The caller, or null when the token is not one for this API at this host.</summary>
    Task<Caller?> FindCallerAsync(string token, DirectoryHost here);
}
