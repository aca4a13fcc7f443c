using System.CommandLine;

RootCommand root = new("Voxopsy: from scans to a validated, honest model.");
return await root.Parse(args).InvokeAsync();
