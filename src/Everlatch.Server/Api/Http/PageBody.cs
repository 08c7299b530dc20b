using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>One page of a list, as sent.</summary>
/// <param name="Items">At most <c>limit</c> of them.</param>
/// <param name="Next">The <c>after</c> of the next page; null on the last.</param>
internal sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next);
