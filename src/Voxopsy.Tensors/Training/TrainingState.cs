using System.Globalization;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Optimizers;

namespace Voxopsy.Tensors.Training;

/// <summary>Where a training stands: beside the numbers of network and optimizer, all that the next step depends on.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Seed">The seed from which every named stream (shuffling, dropout, augmentation) is drawn; with the step it fixes them.</param>
public sealed record TrainingPosition(long Step, long Seed)
{
    /// <summary>Free texts that the training keeps, such as its best value so far.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();
}

/// <summary>Saves a training and takes it up again with the same bits.</summary>
/// <remarks>One safetensors file; an older one is replaced only when the new one is complete, so a stop at any moment leaves a whole file.</remarks>
public static class TrainingState
{
    private const string Format = "voxopsy-training-1";

    /// <summary>Saves parameters, buffers, optimizer and position.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ParameterSet parameters, IOptimizer optimizer, TrainingPosition position)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(position);
        Dictionary<string, StoredTensor> tensors = [];
        foreach (Parameter parameter in parameters)
        {
            tensors["parameter/" + parameter.Name] = Stored(parameter.Value);
        }

        foreach ((string name, Tensor tensor) in optimizer.State)
        {
            tensors["optimizer/" + name] = Stored(tensor);
        }

        Dictionary<string, string> metadata = position.Notes.ToDictionary(note => "note/" + note.Key, note => note.Value);
        metadata["format"] = Format;
        metadata["step"] = position.Step.ToString(CultureInfo.InvariantCulture);
        metadata["seed"] = position.Seed.ToString(CultureInfo.InvariantCulture);
        metadata["optimizer_steps"] = optimizer.StepCount.ToString(CultureInfo.InvariantCulture);
        SafetensorsWriter.Write(path, tensors, metadata);
    }

    /// <summary>Puts a saved training back into a network and an optimizer of the same make.</summary>
    /// <returns>Where it stood.</returns>
    /// <exception cref="TensorFileException">The file is no training state, or belongs to another network; nothing was changed.</exception>
    public static TrainingPosition Load(string path, ParameterSet parameters, IOptimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        SafetensorsFile file = SafetensorsReader.Read(path);
        if (!file.Metadata.TryGetValue("format", out string? format) || format != Format)
        {
            throw new TensorFileException(path, $"it is no saved training (format '{format ?? "none"}', expected '{Format}'). Weights alone are read by the weight reader.");
        }

        foreach (Parameter parameter in parameters)
        {
            if (!file.Tensors.TryGetValue("parameter/" + parameter.Name, out StoredTensor? stored) || !stored.ToShape().Equals(parameter.Shape))
            {
                throw new TensorFileException(path, $"the network has '{parameter.Name}' of shape {parameter.Shape}, the file has {(stored is null ? "no such parameter" : $"shape {stored.ToShape()}")}. Resume with the network that was saved.");
            }
        }

        int known = file.Tensors.Keys.Count(name => name.StartsWith("parameter/", StringComparison.Ordinal));
        if (known != parameters.Count)
        {
            throw new TensorFileException(path, $"it holds {known} parameters, the network has {parameters.Count}. Resume with the network that was saved.");
        }

        foreach (Parameter parameter in parameters)
        {
            parameter.ClearGradient();
            parameter.Set(file["parameter/" + parameter.Name].ToSingles());
        }

        optimizer.Restore(Number(file, path, "optimizer_steps"), file.Tensors
            .Where(pair => pair.Key.StartsWith("optimizer/", StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key["optimizer/".Length..], pair => (pair.Value.ToShape(), pair.Value.ToSingles())));
        return new TrainingPosition(Number(file, path, "step"), Number(file, path, "seed"))
        {
            Notes = file.Metadata.Where(pair => pair.Key.StartsWith("note/", StringComparison.Ordinal)).ToDictionary(pair => pair.Key["note/".Length..], pair => pair.Value),
        };
    }

    private static StoredTensor Stored(Tensor tensor) => StoredTensor.FromSingles(tensor.Shape.Sizes, tensor.ToArray());

    private static long Number(SafetensorsFile file, string path, string name) =>
        file.Metadata.TryGetValue(name, out string? text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new TensorFileException(path, $"its header has no number '{name}'.");
}
