using System.Text;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Weights from a formula, so that full-size networks need no files; as the README of the reference networks states it.</summary>
internal static class ProceduralWeights
{
    internal static ulong Hash(string text)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ letter) * 0x100000001b3);
        }

        return hash;
    }

    internal static float[] Weights(string network, string key, int[] sizes)
    {
        int count = sizes.Aggregate(1, (product, size) => product * size);
        string last = key[(key.LastIndexOf('.') + 1)..];
        double limit = Math.Sqrt(3.0 * sizes.FirstOrDefault(1) / count);
        return last switch
        {
            "running_var" => Fill(network, key, count, u => 0.5 + u),
            "num_batches_tracked" => new float[count],
            _ when sizes.Length >= 2 && last != "running_mean" => Fill(network, key, count, u => ((2 * u) - 1) * limit),
            "weight" => Fill(network, key, count, u => 0.5 + u),
            _ => Fill(network, key, count, u => ((2 * u) - 1) * 0.1),
        };
    }

    internal static float[] Input(string network, int count) => Fill(network, "input", count, u => ((2 * u) - 1) * 1.7320508075688772);

    private static float[] Fill(string network, string key, int count, Func<double, double> value)
    {
        ulong hash = Hash(network + "/" + key);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            ulong z = unchecked(hash + ((ulong)(i + 1) * 0x9E3779B97F4A7C15));
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            z ^= z >> 31;
            numbers[i] = (float)value((z >> 40) / 16777216.0);
        }

        return numbers;
    }
}
