using System.CommandLine;
using System.Text;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy init DIR [--table F]: a commented study file for the user's own folder.</summary>
internal static class InitCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<DirectoryInfo> folder = new("folder") { Description = "Folder for study.yaml" };
        Option<FileInfo?> table = new("--table") { Description = "Clinical table; its columns are proposed, to be confirmed by you" };
        Command command = new("init", "Write a commented study file to start from") { folder, table };
        command.SetAction(parsed =>
        {
            string path = Path.Combine(parsed.GetRequiredValue(folder).FullName, "study.yaml");
            if (File.Exists(path))
            {
                throw new CommandFailure(ExitCode.WrongUse, $"error: '{path}' is already there and is not overwritten. Choose another folder, or move the file away.");
            }

            FileInfo? source = parsed.GetValue(table);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, StudyTemplate.Text(Path.GetDirectoryName(path)!, source is null ? null : TableReader.Read(source.FullName)), new UTF8Encoding(false));
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, "voxopsy.schema.json"), StudySchema.ToJson(), new UTF8Encoding(false));
            terminal.Output.WriteLine(path);
            return ExitCode.Done;
        });
        return command.WithExamples("voxopsy init runs/my-study --table samples/init/clinical.csv");
    }
}
