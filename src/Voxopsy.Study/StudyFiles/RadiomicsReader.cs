using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Reads the profile and the settings of a radiomics set.</summary>
internal static class RadiomicsReader
{
    /// <summary>The definition; what cannot be is in <paramref name="faults"/>.</summary>
    internal static RadiomicsDefinition Read(string folder, string set, StudySection section, List<SchemaFault> faults)
    {
        StudySection settings = section.Section("settings");
        RadiomicsProfile? named = section.Text("profile") switch
        {
            "ibsi" => RadiomicsProfile.Ibsi,
            "pyradiomics" => RadiomicsProfile.PyRadiomics,
            _ => null,
        };
        if (section.Node("settings") is YamlScalarNode { Value: { } file })
        {
            return FromFile(Path.GetFullPath(Path.Combine(folder, file)), named, set, section.Line, faults);
        }

        RadiomicsProfile profile = named ?? (section.Node("settings") is null ? RadiomicsProfile.Plain : RadiomicsProfile.PyRadiomics);
        ImmutableArray<double> spacing = Numbers(settings, "resample_mm");
        return new RadiomicsDefinition
        {
            Profile = profile,
            SpacingMillimeters = spacing.Length == 1 ? [spacing[0], spacing[0], spacing[0]] : spacing,
            BinWidth = settings.Number("bin_width", 25),
            BinCount = settings.Whole("bin_count", 0),
            NormalizeTo = settings.Number("normalize", 0),
            Range = Numbers(settings, "range"),
            Filters = Filters(settings.Node("filters")),
        };
    }

    /// <summary>What the schema cannot see: settings that exclude each other, families of another profile.</summary>
    internal static void Check(FeatureSetDefinition set, bool hasWidth, List<SchemaFault> faults)
    {
        RadiomicsDefinition radiomics = set.Radiomics;
        string path = $"features.{set.Name}";
        void Fault(string key, string found, string expected, string fix) => faults.Add(new SchemaFault($"{path}.{key}", set.Line, found, expected, fix));

        string[] families = radiomics.Profile switch
        {
            RadiomicsProfile.Plain => ["shape", "firstorder"],
            RadiomicsProfile.PyRadiomics => RadiomicsSchema.PyRadiomicsFamilies,
            _ => RadiomicsSchema.IbsiFamilies,
        };
        foreach (string family in set.Families.Where(family => !families.Contains(family)))
        {
            Fault(
                "families", $"'{family}'", "one of " + string.Join(", ", families),
                radiomics.Profile == RadiomicsProfile.Plain ? "Add 'profile: pyradiomics' or 'profile: ibsi' to compute more families." : "Name families of the profile, or leave 'families' out for all.");
        }

        if (radiomics.Profile != RadiomicsProfile.Plain && set.Images.IsEmpty)
        {
            Fault("images", "no images", "at least one image", "Name images; for shape alone leave 'profile' and 'settings' out.");
        }

        if (radiomics.SpacingMillimeters.Length is not (0 or 3))
        {
            Fault("settings.resample_mm", $"{radiomics.SpacingMillimeters.Length} numbers", "one number, or three for x, y and z", "Write one spacing an axis, 0 to keep it.");
        }

        if (radiomics.Range.Length is not (0 or 2) || (radiomics.Range.Length == 2 && radiomics.Range[0] >= radiomics.Range[1]))
        {
            Fault("settings.range", string.Join(" to ", radiomics.Range.Select(Text)), "two bounds, the smaller first", "Write 'range: [LOW, HIGH]'.");
        }

        if (hasWidth && radiomics.BinCount > 0)
        {
            Fault("settings.bin_count", "a width and a number of bins", "one of the two", "Remove 'bin_width' or 'bin_count'.");
        }

        if (radiomics.Profile == RadiomicsProfile.Ibsi)
        {
            foreach (FilterDefinition filter in radiomics.Filters.Where(filter => filter.Name is not ("log" or "wavelet")))
            {
                Fault("settings.filters", $"'{filter.Name}'", "log or wavelet for the profile ibsi", "Use 'profile: pyradiomics' for this filter, which IBSI does not define; the other filters of IBSI 2 stand in a settings file ('settings: ibsi.yaml').");
            }

            if (radiomics.NormalizeTo > 0)
            {
                Fault("settings.normalize", "a normalisation", "none for the profile ibsi", "Use 'profile: pyradiomics', or normalise the images first.");
            }
        }

        foreach (FilterDefinition filter in radiomics.Filters.Where(filter => filter.Kernel.Length > 0))
        {
            try
            {
                _ = Imaging.Filters.WaveletKernel.Named(filter.Kernel);
            }
            catch (ArgumentException unknown)
            {
                Fault("settings.filters", $"'{filter.Kernel}'", "a wavelet: " + unknown.Message, "Use haar, dmey, or one of the families db, sym, coif, bior and rbio, such as coif1.");
            }
        }
    }

    /// <summary>The parameters of a file as dictionaries, lists and texts.</summary>
    internal static IReadOnlyDictionary<string, object?> Parameters(string text)
    {
        YamlStream stream = [];
        using StringReader reader = new(text);
        stream.Load(reader);
        return stream.Documents.Count == 1 && Plain(stream.Documents[0].RootNode) is IReadOnlyDictionary<string, object?> map
            ? map
            : throw new ArgumentException("the file must hold keys with values");
    }

    private static RadiomicsDefinition FromFile(string path, RadiomicsProfile? named, string set, int line, List<SchemaFault> faults)
    {
        void Fault(string found, string fix) => faults.Add(new SchemaFault($"features.{set}.settings", line, found, named == RadiomicsProfile.Ibsi ? "a settings file of profile ibsi" : "a parameter file of PyRadiomics", fix));
        string text = string.Empty;
        RadiomicsProfile profile = named ?? RadiomicsProfile.PyRadiomics;
        if (!File.Exists(path))
        {
            Fault($"no file '{path}'", "Check the path; it is relative to the study file.");
        }
        else
        {
            text = File.ReadAllText(path);
            try
            {
                _ = profile == RadiomicsProfile.Ibsi ? (object)IbsiParameters.Parse(Parameters(text)) : PyRadiomicsParameters.Parse(Parameters(text));
            }
            catch (Exception odd) when (odd is ArgumentException or YamlException)
            {
                Fault(odd.Message, $"Correct '{Path.GetFileName(path)}'.");
            }
        }

        return new RadiomicsDefinition { Profile = profile, ParameterFile = path, ParameterText = text };
    }

    private static object? Plain(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => Plain(pair.Value)),
        YamlSequenceNode list => list.Children.Select(Plain).ToList(),
        YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: "" or "~" or "null" or "None" } => null,
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };

    private static ImmutableArray<double> Numbers(StudySection section, string key) =>
        [.. section.Texts(key).Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private static ImmutableArray<FilterDefinition> Filters(YamlNode? node)
    {
        List<FilterDefinition> filters = [];
        foreach (YamlNode child in node is YamlSequenceNode sequence ? sequence.Children : node is null ? [] : [node])
        {
            if (child is YamlScalarNode scalar)
            {
                filters.Add(new FilterDefinition(scalar.Value!, [], scalar.Value == "wavelet" ? "coif1" : string.Empty, 1));
                continue;
            }

            foreach ((string name, StudySection own) in new StudySection(child).All())
            {
                string kernel = (((YamlMappingNode)child).Children[new YamlScalarNode(name)] as YamlScalarNode)?.Value ?? own.Text("kernel", "coif1");
                filters.Add(name == "log"
                    ? new FilterDefinition(name, Numbers(own, "sigma_mm"), string.Empty, 1)
                    : new FilterDefinition(name, [], kernel, own.Whole("levels", 1)));
            }
        }

        return [.. filters];
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
