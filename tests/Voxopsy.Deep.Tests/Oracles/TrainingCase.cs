using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Operators;
using Voxopsy.Testing;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Some training steps of a whole network: losses, gradients, what the step made of the weights.</summary>
internal static partial class TrainingCase
{
    internal static void Run(OracleTally tally, IBackend backend, string name, string folder, JsonElement content)
    {
        if (content.TryGetProperty("train", out JsonElement train))
        {
            JsonElement descriptions = content.GetProperty("optimisers");
            string before = "";
            foreach (JsonProperty path in train.EnumerateObject())
            {
                string description = descriptions.GetProperty(path.Name).GetString()!;
                description = description.StartsWith("same", StringComparison.Ordinal) ? Decay().Replace(before, "") + description : description;
                before = description;
                new Steps(tally, backend, name, folder, content, path.Name, path.Name + " " + description, path.Value).Run();
            }
        }
        else
        {
            string description = content.GetProperty("optimiser").GetString()!;
            new Steps(tally, backend, name, folder, content, "", description, content).Run();
        }
    }

    internal static Tensor CrossEntropy(Tape tape, Tensor logits, long[] targets, double smoothing)
    {
        int classes = logits.Shape[1];
        float[] wanted = new float[logits.Shape.Count];
        wanted.AsSpan().Fill((float)(smoothing / classes));
        for (int i = 0; i < targets.Length; i++)
        {
            wanted[(i * classes) + targets[i]] += (float)(1 - smoothing);
        }

        Tensor product = tape.Multiply(tape.LogSoftmax(logits, 1), tape.Input(logits.Shape, wanted));
        return tape.Affine(tape.Sum(product), -1.0 / targets.Length);
    }

    [GeneratedRegex(@"(weight_decay|wd) [0-9.e+-]+")]
    private static partial Regex Decay();

    [GeneratedRegex(@"\blr ([0-9.]+(?:e-?[0-9]+)?)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"\bmomentum ([0-9.]+)")]
    private static partial Regex Momentum();

    [GeneratedRegex(@"(?:weight_decay|wd) ([0-9.]+(?:e-?[0-9]+)?)")]
    private static partial Regex DecayValue();

    [GeneratedRegex(@"smoothing ([0-9.]+)")]
    private static partial Regex Smoothing();

    private sealed class Steps(OracleTally tally, IBackend backend, string name, string folder, JsonElement content, string path, string description, JsonElement expected)
    {
        private readonly bool _adam = description.Contains("adam", StringComparison.OrdinalIgnoreCase);
        private readonly bool _decoupled = description.Contains("AdamW", StringComparison.OrdinalIgnoreCase);
        private readonly double _rate = Number(Rate(), description);
        private readonly double _momentum = Number(Momentum(), description);
        private readonly double _decay = Number(DecayValue(), description);
        private readonly Dictionary<string, (Tensor First, Tensor Second)> _moments = [];

        internal void Run()
        {
            WeightFile file = WeightFile.Read(Path.Combine(folder, "weights.safetensors"));
            using Network network = NetworkCase.Settings(content, file).BuildEmpty(backend);
            WeightMap.Load(file, NetworkCase.Family(file), network.Parameters, WeightLoading.Strict);
            string inputs = new[] { "data.safetensors", "eval.safetensors" }.Select(each => Path.Combine(folder, each)).First(File.Exists);
            SafetensorsFile inputFile = SafetensorsReader.Read(inputs);
            long[] targets = content.TryGetProperty("targets", out JsonElement listed)
                ? [.. listed.EnumerateArray().Select(target => target.GetInt64())]
                : inputFile["targets"].ToIntegers();
            double smoothing = content.TryGetProperty("loss", out JsonElement loss) && loss.ValueKind == JsonValueKind.String ? Number(Smoothing(), loss.GetString()!) : 0;
            double[] losses = [.. expected.GetProperty("losses").EnumerateArray().Select(value => value.GetDouble())];
            for (int step = 1; step <= losses.Length; step++)
            {
                Step(network, inputFile["input"], targets, smoothing, step, losses[step - 1]);
            }

            CheckAfter(network, inputFile, losses.Length);
            foreach ((Tensor first, Tensor second) in _moments.Values)
            {
                first.Dispose();
                second.Dispose();
            }
        }

        private static double Number(Regex pattern, string text) =>
            pattern.Match(text) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

        private static string Named(string what, string file) => Path.GetFileNameWithoutExtension(file) + " " + what;

        private void Step(Network network, StoredTensor input, long[] targets, double smoothing, int step, double expectedLoss)
        {
            using Tape tape = Tape.Recording(backend);
            Tensor logits = tape.Keep(network.Forward(Pass.Training(tape, (ulong)step), tape.Input(input.ToShape(), input.ToSingles())));
            Tensor loss = CrossEntropy(tape, logits, targets, smoothing);
            double value = loss.Item();
            JsonElement tolerance = content.GetProperty("tolerance");
            double relative = tolerance.GetProperty("losses").GetProperty("rel").GetDouble();
            tally.Check(name, $"{path} loss {step}", expectedLoss, value, relative, OracleTally.Measure.Relative);
            string training = Path.Combine(folder, "train_logits_step1.safetensors");
            if (step == 1 && File.Exists(training))
            {
                Deviation.Close(tally, name, $"{path} logits in training", SafetensorsReader.Read(training)["logits"], logits.ToArray(), NetworkCase.Tolerance(content, "eval"));
            }

            tape.Backward(loss);
            double limit = tolerance.GetProperty("grads").GetProperty("rel_norm_per_tensor").GetDouble();
            if (expected.TryGetProperty("grad_norms", out JsonElement norms))
            {
                double norm = Math.Sqrt(network.Parameters.Trained.Sum(parameter => backend.SumOfSquares(parameter.Gradient!)));
                tally.Check(name, $"{path} gradient norm {step}", norms[step - 1].GetDouble(), norm, limit, OracleTally.Measure.Relative);
            }

            if (step == 1)
            {
                string file = Path.Combine(folder, "grads_step1.safetensors");
                foreach ((string key, StoredTensor gradient) in SafetensorsReader.Read(file).Tensors)
                {
                    Deviation.Norm(tally, name, $"{path} gradient {key}", gradient, network.Parameters[key].Gradient!.ToArray(), limit);
                }
            }

            Move(network, step);
            network.Parameters.ClearGradients();
            string state = Path.Combine(folder, $"state_{path}_step{step}.safetensors");
            if (File.Exists(state))
            {
                CheckState(network, state, NetworkCase.Tolerance(content, "state"));
            }
        }

        private void Move(Network network, int step)
        {
            foreach (Parameter parameter in network.Parameters.Trained)
            {
                if (!_moments.TryGetValue(parameter.Name, out (Tensor First, Tensor Second) moments))
                {
                    _moments[parameter.Name] = moments = (backend.Create(parameter.Shape, []), backend.Create(parameter.Shape, []));
                }

                if (_adam)
                {
                    var numbers = new AdamStep(
                        _rate / (1 - Math.Pow(0.9, step)), 0.9, 0.999, 1e-8, _decoupled ? 0 : _decay, _decoupled ? _rate * _decay : 0, 1 / Math.Sqrt(1 - Math.Pow(0.999, step)));
                    backend.AdamInPlace(parameter.Value, parameter.Gradient!, moments.First, moments.Second, null, numbers);
                }
                else
                {
                    MomentumForm form = description.Contains("nesterov", StringComparison.Ordinal) ? MomentumForm.Nesterov : MomentumForm.Heavy;
                    backend.DescendInPlace(parameter.Value, parameter.Gradient!, moments.First, new DescentStep(_rate, _momentum, form, _decay, step));
                }
            }
        }

        private void CheckState(Network network, string file, JsonElement tolerance)
        {
            double relative = tolerance.GetProperty("rtol").GetDouble();
            // Adam moves each weight by about the rate whatever the size of its gradient.
            double absolute = Math.Max(tolerance.GetProperty("atol").GetDouble(), _adam ? 2e-4 : 0);
            using JsonDocument widened = JsonDocument.Parse(string.Create(CultureInfo.InvariantCulture, $$"""{"rtol":{{relative:R}},"atol":{{absolute:R}}}"""));
            foreach ((string key, StoredTensor state) in SafetensorsReader.Read(file).Tensors)
            {
                Deviation.Close(tally, name, Named(key, file), state, network.Parameters[key].Value.ToArray(), widened.RootElement);
            }
        }

        private void CheckAfter(Network network, SafetensorsFile inputs, int steps)
        {
            string statistics = Path.Combine(folder, $"bn_state_step{steps}.safetensors");
            if (File.Exists(statistics))
            {
                double limit = content.GetProperty("tolerance").GetProperty("grads").GetProperty("rel_norm_per_tensor").GetDouble();
                foreach ((string key, StoredTensor state) in SafetensorsReader.Read(statistics).Tensors)
                {
                    Deviation.Norm(tally, name, Named(key, statistics), state, network.Parameters[key].Value.ToArray(), limit);
                }
            }

            string after = $"logits_after{steps}";
            if (inputs.Tensors.TryGetValue(after, out StoredTensor? logits))
            {
                using Tape tape = Tape.Inference(backend);
                StoredTensor input = inputs["input"];
                Tensor answer = network.Forward(Pass.Evaluation(tape), tape.Input(input.ToShape(), input.ToSingles()));
                Deviation.Close(tally, name, after, logits, answer.ToArray(), content.GetProperty("tolerance").GetProperty(after));
            }
        }
    }
}
