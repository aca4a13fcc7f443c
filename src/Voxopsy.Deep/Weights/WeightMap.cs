using Voxopsy.Tensors;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Brings the tensors of a file into the parameters of a network, name by name.</summary>
public static class WeightMap
{
    // Files older than torch 0.4.1 do not count batches; nothing depends on the count.
    private const string BatchCount = "num_batches_tracked";

    /// <summary>Reads a file into a network; either everything fits, or nothing is changed.</summary>
    /// <param name="path">A safetensors or PyTorch file.</param>
    /// <param name="family">How it names its weights.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="loading">What may differ.</param>
    /// <returns>What became of every name.</returns>
    /// <exception cref="TensorFileException">The file cannot be read.</exception>
    /// <exception cref="WeightMapException">Something is missing, unused, of other sizes or ambiguous.</exception>
    public static WeightReport Load(string path, WeightFamily family, ParameterSet parameters, WeightLoading loading) =>
        Load(WeightFile.Read(path), family, parameters, loading);

    /// <summary>Brings a file that was read into a network; either everything fits, or nothing is changed.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="family">How it names its weights.</param>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="loading">What may differ.</param>
    /// <returns>What became of every name.</returns>
    /// <exception cref="WeightMapException">Something is missing, unused, of other sizes or ambiguous.</exception>
    public static WeightReport Load(WeightFile file, WeightFamily family, ParameterSet parameters, WeightLoading loading)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(loading);
        var names = new Names(file, family);
        var report = new Draft();
        List<(Parameter Parameter, StoredTensor Tensor)> found = [];
        Parameter? first = parameters.FirstOrDefault(parameter => parameter.Shape.Rank >= 4);
        foreach (Parameter parameter in parameters)
        {
            if (loading.LeaveOut.Any(pattern => NamePattern.Matches(pattern, parameter.Name)))
            {
                report.LeftOut.Add(parameter.Name);
            }
            else if (!names.Sources.TryGetValue(parameter.Name, out (string Key, StoredTensor Tensor) source))
            {
                (parameter.Name.EndsWith(BatchCount, StringComparison.Ordinal) ? report.LeftOut : report.Missing).Add(parameter.Name);
            }
            else if (Fits(parameter, source.Tensor, parameter == first, loading, report))
            {
                found.Add((parameter, source.Tensor));
                report.Matched.Add(parameter.Name);
                if (source.Key != parameter.Name)
                {
                    report.Renamed.Add((source.Key, parameter.Name));
                }
            }
        }

        report.Unused.AddRange(names.Sources.Where(pair => !parameters.TryGet(pair.Key, out _))
            .Where(pair => !loading.LeaveOut.Any(pattern => NamePattern.Matches(pattern, pair.Key))).Select(pair => pair.Value.Key));
        WeightReport made = report.Finish(file, family, names);
        if (!made.Fits || names.Conflicts.Count > 0)
        {
            string problem = names.Conflicts.Count == 0 ? "" : $"several different tensors mean the same parameter ({string.Join("; ", names.Conflicts.Take(4))}). ";
            throw new WeightMapException(made, problem);
        }

        foreach ((Parameter parameter, StoredTensor tensor) in found)
        {
            parameter.Set(Same(parameter.Shape, tensor) ? tensor.ToSingles() : FirstLayer.Adapt(tensor, parameter.Shape[1]));
        }

        return made;
    }

    private static bool Same(Shape shape, StoredTensor tensor) => shape.Sizes.SequenceEqual(tensor.Sizes.AsSpan());

    private static bool Fits(Parameter parameter, StoredTensor tensor, bool isFirst, WeightLoading loading, Draft report)
    {
        if (Same(parameter.Shape, tensor))
        {
            return true;
        }

        string sizes = $"{parameter.Name} ([{string.Join(", ", tensor.Sizes)}] in the file, {parameter.Shape} in the network)";
        bool onlyChannels = tensor.Sizes.Length == parameter.Shape.Rank
            && Enumerable.Range(0, tensor.Sizes.Length).All(axis => axis == 1 || tensor.Sizes[axis] == parameter.Shape[axis]);
        if (isFirst && onlyChannels && tensor.Sizes[1] > 0 && loading.FirstLayer == FirstLayerAdaptation.SumOrRepeat)
        {
            report.Adapted.Add(sizes);
            return true;
        }

        report.Mismatched.Add(sizes);
        return false;
    }

    /// <summary>The tensors of the family's container under the names of our networks.</summary>
    private sealed class Names
    {
        internal Names(WeightFile file, WeightFamily family)
        {
            string container = family.Containers.FirstOrDefault(name => file.Tensors.Keys.Any(key => key.StartsWith(name + ".", StringComparison.Ordinal))) is { } found
                && file.TopLevelKeys.Contains(found) ? found + "." : "";
            foreach ((string path, StoredTensor tensor) in file.Tensors)
            {
                if (!path.StartsWith(container, StringComparison.Ordinal))
                {
                    continue;
                }

                string key = path[container.Length..];
                Add(key, family.Rename(key), tensor);
            }
        }

        internal OrderedDictionary<string, (string Key, StoredTensor Tensor)> Sources { get; } = new(StringComparer.Ordinal);

        internal List<string> Dropped { get; } = [];

        internal List<string> Aliases { get; } = [];

        internal List<string> Conflicts { get; } = [];

        private static bool SameValues(StoredTensor a, StoredTensor b) =>
            a.Type == b.Type && a.Sizes.SequenceEqual(b.Sizes) && a.ToDoubles().AsSpan().SequenceEqual(b.ToDoubles());

        private void Add(string key, string? name, StoredTensor tensor)
        {
            if (name is null)
            {
                Dropped.Add(key);
            }
            else if (!Sources.TryGetValue(name, out (string Key, StoredTensor Tensor) other))
            {
                Sources.Add(name, (key, tensor));
            }
            else if (SameValues(other.Tensor, tensor))
            {
                // The plainest of several names is the one to report.
                Aliases.Add(name == key ? other.Key : key);
                Sources[name] = name == key ? (key, tensor) : other;
            }
            else
            {
                Conflicts.Add($"{other.Key} and {key}");
            }
        }
    }

    private sealed class Draft
    {
        internal List<string> Matched { get; } = [];

        internal List<(string InFile, string InNetwork)> Renamed { get; } = [];

        internal List<string> LeftOut { get; } = [];

        internal List<string> Missing { get; } = [];

        internal List<string> Unused { get; } = [];

        internal List<string> Mismatched { get; } = [];

        internal List<string> Adapted { get; } = [];

        internal WeightReport Finish(WeightFile file, WeightFamily family, Names names) =>
            new(file.Path, family.Name, Matched, Renamed, names.Aliases, names.Dropped, LeftOut, Missing, Unused, Mismatched, Adapted);
    }
}
