using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Fits the first convolution to another number of channels.</summary>
internal static class FirstLayer
{
    /// <summary>Weights [outputs, wanted channels, …] from weights [outputs, channels of the file, …].</summary>
    /// <returns>The sum over inputs for one channel; else the inputs in turn, times channels of the file / wanted channels.</returns>
    internal static float[] Adapt(StoredTensor weight, int wanted)
    {
        float[] source = weight.ToSingles();
        int outputs = weight.Sizes[0];
        int given = weight.Sizes[1];
        int places = weight.Count / (outputs * given);
        float[] adapted = new float[outputs * wanted * places];
        for (int output = 0; output < outputs; output++)
        {
            for (int channel = 0; channel < wanted; channel++)
            {
                for (int place = 0; place < places; place++)
                {
                    adapted[(((output * wanted) + channel) * places) + place] = wanted == 1
                        ? Sum(source, output * given * places, given, places, place)
                        : (float)((double)source[(((output * given) + (channel % given)) * places) + place] * given / wanted);
                }
            }
        }

        return adapted;
    }

    private static float Sum(float[] source, int start, int given, int places, int place)
    {
        double sum = 0;
        for (int channel = 0; channel < given; channel++)
        {
            sum += source[start + (channel * places) + place];
        }

        return (float)sum;
    }
}
