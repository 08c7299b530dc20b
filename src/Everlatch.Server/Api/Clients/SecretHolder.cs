namespace Everlatch.Server.Api.Clients;

/// <summary>A kind of client that has secrets, as the API names it.</summary>
/// <param name="Path">Its route, such as <c>/applications/{application}</c>.</param>
/// <param name="Tag">The heading that it stands under.</param>
/// <param name="Name">Its name within operation ids.</param>
/// <param name="Words">What people call one.</param>
/// <param name="ReadScope">The scope that lists secrets.</param>
/// <param name="WriteScope">The scope that adds them and takes them away.</param>
internal sealed record SecretHolder(string Path, string Tag, string Name, string Words, string ReadScope, string WriteScope);
