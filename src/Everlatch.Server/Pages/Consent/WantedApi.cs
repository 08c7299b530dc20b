using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Server.Pages.Consent;

/// <summary>An API at which an application wants to act.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What the application wants to do there, in the words of the API's owner.</param>
public sealed record WantedApi(ApiId Id, string Name, IReadOnlyList<ApiScope> Scopes);
