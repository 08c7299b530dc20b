// Every route names one of them.
global using ManagementScopes = Everlatch.Identity.Apis.ManagementScopes;
