let context: AudioContext | null = null;

/** Browsers let sound start only after a gesture; call this from one. */
export function wakeSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

/** A soft tick of 60 ms; silent until the browser lets sound play. */
export function tick(): void {
  wakeSound();
  if (context?.state !== 'running') return;
  const start = context.currentTime;
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 880;
  volume.gain.setValueAtTime(0.06, start);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.06);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.07);
}
