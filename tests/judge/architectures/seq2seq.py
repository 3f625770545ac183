"""See the package."""

import keras
from keras import layers

tokens, units = 30, 16

encoder_inputs = keras.Input(shape=(None, tokens), name="encoder_inputs")
encoder = layers.LSTM(units, return_state=True)
_, state_h, state_c = encoder(encoder_inputs)

decoder_inputs = keras.Input(shape=(None, tokens), name="decoder_inputs")
decoder_lstm = layers.LSTM(units, return_sequences=True, return_state=True)
sequence, _, _ = decoder_lstm(decoder_inputs, initial_state=[state_h, state_c])
decoder_dense = layers.Dense(tokens, activation="softmax")
model = keras.Model([encoder_inputs, decoder_inputs], decoder_dense(sequence), name="seq2seq")

encoder_model = keras.Model(encoder_inputs, [state_h, state_c], name="encoder")
states = [keras.Input(shape=(units,)), keras.Input(shape=(units,))]
sequence, h, c = decoder_lstm(decoder_inputs, initial_state=states)
decoder_model = keras.Model([decoder_inputs, *states], [decoder_dense(sequence), h, c], name="decoder")
