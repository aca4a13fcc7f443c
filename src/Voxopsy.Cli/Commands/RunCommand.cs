using System.CommandLine;
using Voxopsy.Study;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy run STUDY [--out DIR] [--jobs N] [--until STAGE]: the study, from files to the report.</summary>
internal static class RunCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<FileInfo> study = new("study") { Description = "Study file (YAML)" };
        Option<DirectoryInfo?> output = new("--out") { Description = "Run folder; 'runs/NAME' beside the study file when left out" };
        Option<int> jobs = new("--jobs") { Description = "Cases or folds worked on at once; changes time only", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<string> until = new("--until") { Description = "Last stage to run", DefaultValueFactory = _ => "report" };
        until.AcceptOnlyFromAmong("check", "features", "models", "evaluate", "report");
        Option<string> language = new("--language") { Description = "Language of the report; that of the study file when left out" };
        language.AcceptOnlyFromAmong("en", "zh");
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError($"--jobs is {value}; it must be at least 1.");
            }
        });

        Command command = new("run", "Run a study; what is already done is not done again") { study, output, jobs, until, language };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            FileInfo file = parsed.GetRequiredValue(study);
            StudyDefinition definition = StudyFileReader.Read(file.FullName);
            string folder = parsed.GetValue(output)?.FullName ?? DefaultFolder(file);
            RunStage stage = Enum.Parse<RunStage>(parsed.GetRequiredValue(until), ignoreCase: true);
            return StudyExecution.Run(
                terminal, definition, new RunSettings(folder, parsed.GetValue(jobs), stage), parsed.GetValue(language), parsed.GetValue(VoxopsyCommandLine.Json), cancellation);
        }, cancellation));
        return command.WithExamples("voxopsy run samples/kits-isup/study.yaml --out runs/kits", "voxopsy run samples/kits-isup/study.yaml --until features");
    }

    private static string DefaultFolder(FileInfo study)
    {
        string name = Path.GetFileNameWithoutExtension(study.Name);
        string parent = study.Directory!.Name;
        return Path.Combine(Environment.CurrentDirectory, "runs", name == "study" ? parent : $"{parent}-{name}");
    }
}
