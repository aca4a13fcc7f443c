using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Reads a study file: YAML, checked against <see cref="StudySchema"/>, every default written out.</summary>
public static partial class StudyFileReader
{
    /// <summary>Reads and checks a study file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StudyException">The file is missing or says something that cannot be; every mistake is told at once.</exception>
    public static StudyDefinition Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new StudyException(StudyFault.MissingFile, new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.MissingFile,
                Summary = "the study file is not there",
                Where = path,
                Details = ["found     no such file", "expected  a study file (YAML)"],
                Fix = "Check the path, or write one with: voxopsy init DIR",
            });
        }

        YamlNode root = Parse(full);
        LeakyWishes.Refuse(full, root);
        List<SchemaFault> faults = [];
        Expand(root, faults);
        StudySchema.Root.Check(root, string.Empty, faults);
        StudyDefinition? definition = faults.Count == 0 ? Define(full, new StudySection(root), faults) : null;
        return faults.Count == 0
            ? definition!
            : throw new StudyException(StudyFault.WrongUse, [.. faults.Select(fault => ToProblem(full, fault))]);
    }

    private static Problem ToProblem(string path, SchemaFault fault) => new()
    {
        Severity = Severity.Error,
        Kind = ProblemKind.StudyFile,
        Summary = fault.Path.Length == 0 ? "the study file cannot be read" : $"'{fault.Path}' cannot be used",
        Where = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {fault.Line}"),
        Details = [$"found     {fault.Found}", $"expected  {fault.Expected}"],
        Fix = fault.Fix,
    };

    private static YamlNode Parse(string path)
    {
        try
        {
            YamlStream stream = [];
            using StringReader reader = new(File.ReadAllText(path));
            stream.Load(reader);
            return stream.Documents.Count == 1
                ? stream.Documents[0].RootNode
                : throw new StudyException(
                    StudyFault.WrongUse,
                    ToProblem(path, new SchemaFault(string.Empty, 1, $"{stream.Documents.Count} YAML documents", "one", "Keep one study a file.")));
        }
        catch (YamlException exception)
        {
            throw new StudyException(
                StudyFault.WrongUse,
                ToProblem(path, new SchemaFault(
                    string.Empty, (int)exception.Start.Line, exception.InnerException?.Message ?? exception.Message, "YAML", "Check indentation, colons and quotes around this line.")));
        }
    }

    /// <summary>Replaces <c>${NAME:-default}</c> in every value by the environment variable or its default.</summary>
    private static void Expand(YamlNode node, List<SchemaFault> faults)
    {
        foreach (YamlScalarNode scalar in node.AllNodes.OfType<YamlScalarNode>())
        {
            if (scalar.Value is null || !scalar.Value.Contains("${", StringComparison.Ordinal))
            {
                continue;
            }

            scalar.Value = Variable().Replace(scalar.Value, match =>
            {
                string name = match.Groups["name"].Value;
                string? value = Environment.GetEnvironmentVariable(name);
                if (string.IsNullOrEmpty(value))
                {
                    if (!match.Groups["default"].Success)
                    {
                        faults.Add(new SchemaFault(
                            scalar.Value, (int)scalar.Start.Line, $"the environment variable '{name}' is not set", "a value, or a default", $"Set {name}, or write ${{{name}:-default}}."));
                    }

                    return match.Groups["default"].Value;
                }

                return value;
            });
        }
    }

    private static StudyDefinition Define(string path, StudySection root, List<SchemaFault> faults)
    {
        string folder = Path.GetDirectoryName(path)!;
        StudySection study = root.Section("study");
        StudySection outcome = root.Section("outcome");
        ImmutableArray<ImageDefinition> images = [.. root.Named("images").Select(pair => new ImageDefinition(
            pair.Name, Absolute(folder, pair.Section.Text("path")), pair.Section.Text("modality"), pair.Section.Text("register_to")))];
        ImmutableArray<MaskDefinition> masks = [.. root.Named("masks").Select(pair => new MaskDefinition(
            pair.Name,
            Absolute(folder, pair.Section.Text("path")),
            [.. pair.Section.Texts("label").Select(label => int.Parse(label, CultureInfo.InvariantCulture))],
            pair.Section.Text("on"))
        {
            Readers = [.. pair.Section.Texts("readers").Select(path => Absolute(folder, path))],
        })];
        ImmutableArray<ClinicalDefinition> clinical = [.. root.Named("clinical").Select(pair => new ClinicalDefinition(
            pair.Name,
            pair.Section.Text("column", pair.Name),
            pair.Section.Text("type") == "category",
            pair.Section.Text("unit"),
            pair.Section.Texts("levels"),
            pair.Section.Text("known") == "after",
            pair.Section.Line))];
        ImmutableArray<ModelDefinition> models = [.. root.Named("models").Select(pair => ModelReader.Read(pair.Name, pair.Section))];

        StudyDefinition definition = new()
        {
            Path = path,
            Title = study.Text("title"),
            Seed = (long)study.Number("seed", 0),
            Language = study.Text("language", "en"),
            Simulated = study.Flag("simulated"),
            Cohorts = [.. root.Named("cohorts").Select(pair => new CohortDefinition(
                pair.Name, Absolute(folder, pair.Section.Text("table")), pair.Section.Text("where"), pair.Section.Flag("sealed"))
            {
                Prevalence = pair.Section.Number("prevalence", double.NaN),
            })],
            Patient = root.Text("patient"),
            Case = root.Texts("case"),
            Dictionary = root.Node("dictionary") is null ? null : Absolute(folder, root.Text("dictionary")),
            Outcome = new OutcomeDefinition(outcome.Text("column"), outcome.Texts("positive"), outcome.Texts("negative"), outcome.Text("name", outcome.Text("column"))),
            Images = images,
            Masks = masks,
            Clinical = clinical,
            MaximumMissing = root.Section("missing").Number("max_fraction", 0.2),
            Imputation = root.Section("missing").Text("impute", "median") switch { "knn" => ImputationKind.Neighbors, "chained" => ImputationKind.Chained, _ => ImputationKind.Median },
            ImputationNeighbors = root.Section("missing").Whole("neighbors", 5),
            Validation = Validation(root.Section("validation")),
            Features = [.. root.Named("features").Select(pair => Features(folder, root, pair.Name, pair.Section, faults))],
            Selection = SelectionReader.Read(root.Node("select")),
            Models = models,
            Evaluation = Evaluation(root.Section("evaluate"), models, faults),
            Report = new ReportDefinition(
                Otherwise(root.Section("report").Texts("formats"), "html"),
                Otherwise(root.Section("report").Texts("figures"), "svg"),
                Otherwise(root.Section("report").Texts("checklists"), "tripod+ai")),
        };
        definition = Repeated(definition);
        StudyReferences.Check(definition, root, faults);
        return definition;
    }

    /// <summary>A study that asks for stable features perturbs the regions of every set that no second reader drew, unless it says how itself.</summary>
    private static StudyDefinition Repeated(StudyDefinition study) => study.Selection.All(step => step.Kind != SelectionKind.Stable) ? study : study with
    {
        Features = [.. study.Features.Select(set => set.Source != FeatureSource.Radiomics || set.Perturb is not null || study.Masks.Any(mask => mask.Name == set.Mask && !mask.Readers.IsEmpty)
            ? set
            : set with { Perturb = new PerturbationDefinition() })],
    };

    private static ImmutableArray<string> Otherwise(ImmutableArray<string> given, string otherwise) => given.IsEmpty ? [otherwise] : given;

    private static string Absolute(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path));

    private static ValidationDefinition Validation(StudySection section)
    {
        ValidationScheme scheme = section.Text("scheme") switch
        {
            "holdout" => ValidationScheme.Holdout,
            "leave-one-center-out" => ValidationScheme.LeaveOneCenterOut,
            "external" => ValidationScheme.External,
            _ => ValidationScheme.KFold,
        };
        return new ValidationDefinition(
            scheme,
            section.Number("test_fraction", 0.3),
            section.Whole("folds", 5),
            section.Whole("repeats", 1),
            section.Node("stratify") is null ? ["outcome"] : section.Texts("stratify"),
            section.Text("center", scheme == ValidationScheme.LeaveOneCenterOut || section.Texts("stratify").Contains("center") ? "center" : string.Empty),
            section.Text("group") == "row");
    }

    private static FeatureSetDefinition Features(string folder, StudySection root, string name, StudySection section, List<SchemaFault> faults)
    {
        string patient = root.Text("patient");
        FeatureSource source = section.Text("kind") switch
        {
            "radiomics" => FeatureSource.Radiomics,
            "table" => FeatureSource.Table,
            _ => FeatureSource.Deep,
        };
        ImmutableArray<string> images = section.Texts("images");
        ImmutableArray<string> families = section.Texts("families");
        RadiomicsDefinition radiomics = source == FeatureSource.Radiomics ? RadiomicsReader.Read(folder, name, section, faults) : new RadiomicsDefinition();
        FeatureSetDefinition set = new(
            name,
            source,
            section.Text("roi"),
            images,
            !families.IsEmpty || source == FeatureSource.Deep || radiomics.Profile != RadiomicsProfile.Plain ? families : images.IsEmpty ? ["shape"] : ["shape", "firstorder"],
            section.Node("path") is null ? string.Empty : Absolute(folder, section.Text("path")),
            section.Node("id") is null ? [patient] : section.Texts("id"),
            section.Texts("columns"),
            section.Texts("exclude"),
            section.Line)
        {
            Radiomics = radiomics,
            Deep = source == FeatureSource.Deep ? DeepReader.Read(folder, name, section, root.Section("images").Section(images.FirstOrDefault(string.Empty)).Text("modality"), faults) : null,
            Perturb = section.Node("perturb") is null ? null : PerturbationDefinition.Read(section.Section("perturb")),
        };
        if (source == FeatureSource.Radiomics)
        {
            RadiomicsReader.Check(set, section.Section("settings").Node("bin_width") is not null, faults);
        }

        return set;
    }

    private static EvaluationDefinition Evaluation(StudySection section, ImmutableArray<ModelDefinition> models, List<SchemaFault> faults)
    {
        string threshold = section.Text("threshold", "youden");
        bool isNumber = double.TryParse(threshold, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        StudySection curve = section.Section("decision_curve");
        double from = curve.Number("from", 0.05);
        double to = curve.Number("to", 0.6);
        double step = curve.Number("step", 0.01);
        if (!(from > 0 && from < to && to < 1 && step > 0))
        {
            faults.Add(new SchemaFault(
                "evaluate.decision_curve", curve.Line, string.Create(CultureInfo.InvariantCulture, $"from {from} to {to} by {step}"), "0 < from < to < 1 and a step above 0", "Choose such a range."));
        }

        return new EvaluationDefinition(
            isNumber ? "fixed" : threshold,
            isNumber ? value : double.NaN,
            section.Whole("bootstrap", 1000),
            from,
            to,
            step,
            section.Texts("subgroups"),
            Pairs(section, models, faults));
    }

    private static ImmutableArray<(string A, string B)> Pairs(StudySection section, ImmutableArray<ModelDefinition> models, List<SchemaFault> faults)
    {
        if (section.Node("compare") is YamlSequenceNode list)
        {
            List<(string, string)> pairs = [];
            foreach (YamlNode child in list.Children)
            {
                ImmutableArray<string> names = StudySection.Texts(child);
                if (names.Length != 2 || names.Any(name => models.All(model => model.Name != name)))
                {
                    faults.Add(new SchemaFault(
                        "evaluate.compare", (int)child.Start.Line, $"[{string.Join(", ", names)}]", "two of the models " + string.Join(", ", models.Select(model => model.Name)), "Name two models of the study."));
                    continue;
                }

                pairs.Add((names[0], names[1]));
            }

            return [.. pairs];
        }

        return section.Text("compare", "all-pairs") == "none"
            ? []
            : [.. models.SelectMany((later, i) => models.Take(i).Select(earlier => (later.Name, earlier.Name)))];
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}")]
    private static partial Regex Variable();
}
